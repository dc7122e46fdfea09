<?php

declare(strict_types=1);

/** The back office's frame around a page. */
final class BackPage
{
    /** Menu entry => page. */
    private const MENU = ['AdminDashboard' => 'Dashboard', 'AdminOrders' => 'Orders', 'AdminModulesSf' => 'Module Manager'];

    /** @param array{0?: string, 1?: string} $notice Kind (success, danger) and text. */
    public static function render(string $tab, string $title, string $body, array $notice = []): string
    {
        $context = Context::getContext();
        $menu = '';
        foreach (self::MENU as $class => $word) {
            $active = $class === $tab ? ' link-active' : '';
            $menu .= "<li class=\"link-levelone$active\" id=\"subtab-$class\"><a class=\"link\" href=\"" . Tools::safeOutput(self::address($class)) . '">' . Tools::safeOutput(Words::say($word)) . '</a></li>';
        }
        $told = $notice === [] ? '' : "<div class=\"alert alert-{$notice[0]}\" role=\"alert\"><div class=\"alert-text\"><p>" . Tools::safeOutput($notice[1]) . '</p></div></div>';
        $who = Tools::safeOutput("{$context->employee->firstname} {$context->employee->lastname}");

        return self::frame($title, "<nav class=\"nav-bar\" role=\"navigation\" id=\"nav-sidebar\"><a class=\"brand\" href=\"" . Tools::safeOutput(self::address('AdminDashboard')) . "\">PrestaShop</a><ul class=\"main-menu\">$menu</ul><small>contract kernel, 8.2</small></nav>"
            . "<div id=\"main-div\"><header class=\"header-toolbar\"><h1 class=\"title\">" . Tools::safeOutput($title) . "</h1><span id=\"employee_infos\">$who</span></header><div class=\"content-div\" id=\"content\"><div id=\"ajax_confirmation\"></div>$told$body</div></div>");
    }

    public static function frame(string $title, string $body): string
    {
        $context = Context::getContext();
        $direction = $context->language->is_rtl ? 'rtl' : 'ltr';
        $name = Tools::safeOutput($title . ' • ' . Configuration::get('PS_SHOP_NAME'));

        return '<!doctype html><html lang="' . Tools::safeOutput($context->language->iso_code) . "\" dir=\"$direction\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>$name</title>"
            . '<link rel="stylesheet" href="/themes/kernel/back.css">' . ($context->employee ? Hook::exec('displayBackOfficeHeader') : '') . "</head><body class=\"lang-{$context->language->iso_code}\">$body<script src=\"/themes/kernel/back.js\"></script></body></html>";
    }

    public static function address(string $class): string
    {
        $token = '?_token=' . Tools::getAdminTokenLite('back-office');

        return match ($class) {
            'AdminOrders' => "/desk/index.php/sell/orders/$token",
            'AdminModulesSf' => "/desk/index.php/improve/modules/manage$token",
            default => Context::getContext()->link->getAdminLink($class),
        };
    }
}
