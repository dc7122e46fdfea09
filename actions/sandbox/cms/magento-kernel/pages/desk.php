<?php

declare(strict_types=1);

namespace Kernel\Pages;

use Kernel\Front;
use Kernel\Outside;

/** The administrator's side. */
final class Desk
{
    public static function answer(string $method, string $path): void
    {
        if ($method === 'POST' && (($_POST['form_key'] ?? '') !== Front::formKey())) {
            http_response_code(403);

            return;
        }
        if ($method === 'POST' && $path === '/admin/auth/login') {
            self::login();

            return;
        }
        if (($_SESSION['admin'] ?? false) !== true) {
            echo Frame::admin('Magento', self::loginForm());

            return;
        }
        if (preg_match('#^/admin/system_config/(edit|save)/section/([a-z0-9_]+)$#', $path, $match) === 1) {
            $match[1] === 'save' && $method === 'POST' ? Settings::save($match[2]) : Settings::show($match[2]);
        } elseif ($path === '/admin' || $path === '/admin/sales/order') {
            Orders::list();
        } elseif (preg_match('#^/admin/sales/order/view/order_id/(\d+)$#', $path, $match) === 1) {
            Orders::view((int) $match[1]);
        } elseif ($method === 'POST' && preg_match('#^/admin/sales/order_creditmemo/save/order_id/(\d+)$#', $path, $match) === 1) {
            Orders::refund((int) $match[1]);
        } else {
            throw Outside::of("the page $path");
        }
    }

    public static function formKey(): string
    {
        return '<input type="hidden" name="form_key" value="' . Front::formKey() . '">';
    }

    private static function login(): void
    {
        $known = is_file(SITE . '/var/password') ? trim((string) file_get_contents(SITE . '/var/password')) : '';
        $right = $known !== '' && ($_POST['username'] ?? '') === 'admin' && hash_equals($known, (string) ($_POST['password'] ?? ''));
        $_SESSION['admin'] = $right;
        header('Location: /admin/sales/order', true, 303);
    }

    private static function loginForm(): string
    {
        return '<form class="box narrow" method="post" action="/admin/auth/login">' . self::formKey()
            . '<label for="username">' . Frame::t('Username') . '</label><input id="username" name="username" value="admin">'
            . '<label for="password">' . Frame::t('Password') . '</label><input id="password" name="password" type="password">'
            . '<p><button class="primary" id="sign-in">' . Frame::t('Sign in') . '</button></p></form>';
    }
}
