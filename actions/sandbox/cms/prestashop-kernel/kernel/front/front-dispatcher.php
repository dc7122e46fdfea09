<?php

declare(strict_types=1);

/** Which page an address of the shop means. */
final class FrontDispatcher
{
    private const PAGES = [
        'index' => 'CatalogPages', 'product' => 'CatalogPages', 'cart' => 'CatalogPages', 'history' => 'CatalogPages',
        'order' => 'CheckoutPage', 'order-confirmation' => 'ConfirmationPage',
    ];

    public static function dispatch(): void
    {
        Context::openShop();
        header('Content-Type: text/html; charset=utf-8');
        $controller = Tools::getValue('controller') ?: 'index';
        if (!is_string($controller) || !preg_match('/^[\w-]+$/D', $controller)) {
            self::missing();
        } elseif (Tools::getValue('fc') === 'module') {
            self::dispatchModule((string) Tools::getValue('module'), strtolower($controller));
        } elseif (isset(self::PAGES[$controller])) {
            $class = self::PAGES[$controller];
            (new $class($controller))->run();
        } else {
            OutsideKernel::refuse("the page $controller");
        }
    }

    private static function dispatchModule(string $name, string $controller): void
    {
        $file = _PS_MODULE_DIR_ . "$name/controllers/front/$controller.php";
        $module = Validate::isModuleName($name) ? Module::getInstanceByName($name) : false;
        if (!$module || !$module->active || !is_file($file)) {
            self::missing();

            return;
        }
        require_once $file;
        $class = "{$name}{$controller}ModuleFrontController";
        (new $class())->run();
    }

    private static function missing(): void
    {
        http_response_code(404);
        echo '<!doctype html><title>404</title><h1>The page you are looking for was not found.</h1>';
    }
}
