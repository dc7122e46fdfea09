<?php

declare(strict_types=1);

namespace Kernel\Pages;

use Kernel\Messages;
use Kernel\Words;

/** What every page of the kernel has in common. */
final class Frame
{
    public static function e(string $text): string
    {
        return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
    }

    /** A sentence of the kernel or the module, translated and escaped. */
    public static function t(string $text): string
    {
        return self::e(Words::translate($text));
    }

    public static function admin(string $title, string $body): string
    {
        $menu = ($_SESSION['admin'] ?? false) !== true ? '' : '<nav class="menu"><a href="/admin/sales/order">' . self::t('Sales') . '</a><a href="/admin/system_config/edit/section/payment">' . self::t('Stores') . '</a></nav>';

        return self::page($title, 'admin', $menu . '<div class="page"><h1 class="page-title">' . self::e($title) . '</h1>' . self::messages() . $body . '</div>', '');
    }

    /** The checkout page of Magento removes the block of the messages: they wait for the next page. */
    public static function shop(string $title, string $body, string $head = '', bool $tells = true): string
    {
        $cart = '<header class="top"><b>Corner Shop</b><a href="/checkout/cart">' . self::t('Shopping Cart') . ' (' . (int) ($_SESSION['pieces'] ?? 0) . ')</a></header>';

        return self::page($title, 'shop', $cart . '<main>' . ($tells ? self::messages() : '') . $body . '</main>', $head);
    }

    private static function messages(): string
    {
        $html = '';
        foreach (Messages::take() as [$kind, $text]) {
            $html .= '<div class="message ' . $kind . '" role="' . ($kind === 'error' ? 'alert' : 'status') . '">' . self::e($text) . '</div>';
        }

        return $html;
    }

    private static function page(string $title, string $kind, string $body, string $head): string
    {
        $language = str_replace('_', '-', Words::$locale);

        return '<!doctype html><html lang="' . self::e($language) . '" dir="' . Words::direction() . '"><head><meta charset="utf-8">'
            . '<meta name="viewport" content="width=device-width, initial-scale=1"><title>' . self::e($title) . '</title>'
            . '<link rel="icon" href="data:,"><link rel="stylesheet" href="/static/kernel/kernel.css">' . $head . '</head><body class="' . $kind . '">'
            . $body . '<footer>contract kernel of Magento 2.4</footer></body></html>';
    }
}
