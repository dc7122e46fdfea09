<?php

declare(strict_types=1);

/** Which page an address of the back office means. Everything but the login needs an employee and a token. */
final class BackDispatcher
{
    public static function dispatch(): void
    {
        Context::openDesk();
        header('Content-Type: text/html; charset=utf-8');
        $context = Context::getContext();
        $route = trim((string) preg_replace('#^/desk(/index\.php)?#', '', (string) parse_url($_SERVER['REQUEST_URI'] ?? '', PHP_URL_PATH)), '/');
        $controller = (string) Tools::getValue('controller', $route === '' ? 'AdminDashboard' : '');
        if ($controller === 'AdminLogin') {
            echo LoginPage::answer();
        } elseif (!$context->employee) {
            Tools::redirect('/desk/index.php?controller=AdminLogin');
        } elseif ($route !== '') {
            self::route($route);
        } elseif ($controller === 'AdminLogin' || $controller === 'AdminDashboard') {
            self::dashboard();
        } else {
            self::legacy($controller);
        }
    }

    private static function demandToken(string $sent, string $for): bool
    {
        if (hash_equals(Tools::getAdminTokenLite($for), $sent)) {
            return true;
        }
        http_response_code(403);
        echo BackPage::render('', 'Invalid token', '<div class="alert alert-danger">Invalid security token</div>');

        return false;
    }

    private static function route(string $route): void
    {
        if (!self::demandToken((string) Tools::getValue('_token'), 'back-office')) {
            return;
        }
        $answer = match (true) {
            $route === 'improve/modules/manage' => [ModulesPage::class, 'render'],
            $route === 'improve/modules/manage/action/import' => [ModuleJobs::class, 'import'],
            preg_match('#^improve/modules/manage/action/(install|uninstall)/(\w+)$#D', $route, $found) === 1 => static fn (): string => ModuleJobs::run($found[1], $found[2]),
            $route === 'sell/orders' => [OrdersPage::class, 'render'],
            preg_match('#^sell/orders/(\d+)/view$#D', $route, $found) === 1 => static fn (): string => OrderPage::render((int) $found[1]),
            preg_match('#^sell/orders/(\d+)/partial-refund$#D', $route, $found) === 1 => static fn (): string => OrderJobs::refund((int) $found[1]),
            preg_match('#^sell/orders/(\d+)/status$#D', $route, $found) === 1 => static fn (): string => OrderJobs::changeState((int) $found[1]),
            default => OutsideKernel::refuse("the back office's page $route"),
        };
        echo $answer();
    }

    private static function legacy(string $controller): void
    {
        if (!in_array($controller, ['AdminModules', 'AdminOrders'], true)) {
            OutsideKernel::refuse("the back office's page $controller");
        }
        if (!self::demandToken((string) Tools::getValue('token'), $controller)) {
            return;
        }
        $module = Module::getInstanceByName((string) Tools::getValue('configure'));
        if ($controller === 'AdminOrders') {
            $id = (int) Tools::getValue('id_order');
            Tools::redirect($id ? "/desk/index.php/sell/orders/$id/view?_token=" . Tools::getAdminTokenLite('back-office') : BackPage::address('AdminOrders'));
        } elseif (!$module || !Module::isInstalled($module->name)) {
            Tools::redirect(BackPage::address('AdminModulesSf'));
        } else {
            self::configure($module);
        }
    }

    private static function configure(Module $module): void
    {
        Context::getContext()->controller = new stdClass();
        ob_start();
        $content = $module->getContent();
        $printed = (string) ob_get_clean();
        if ($printed !== '') {
            error_log("PHP Kernel: /modules/{$module->name}/ prints in getContent() instead of returning its text");
        }
        if (!is_string($content) || trim($content) === '') {
            error_log("PHP Kernel: /modules/{$module->name}/ returns nothing from getContent()");
        }
        $name = htmlspecialchars_decode((string) $module->displayName);
        echo BackPage::render('AdminModulesSf', "$name – " . Words::say('Configure'), '<div class="bootstrap">' . (string) $content . '</div>');
    }

    private static function dashboard(): void
    {
        $orders = (int) Db::getInstance()->getValue('SELECT COUNT(*) FROM `ps_orders`');
        echo BackPage::render('AdminDashboard', Words::say('Dashboard'), '<div class="card"><div class="card-body"><strong>' . $orders . '</strong> ' . Tools::safeOutput(Words::say('Orders')) . '</div></div>');
    }
}
