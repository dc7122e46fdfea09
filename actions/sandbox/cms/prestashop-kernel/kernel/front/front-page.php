<?php

declare(strict_types=1);

/** The shop's frame around a page. */
final class FrontPage
{
    public static function render(FrontController $controller, string $body): string
    {
        $context = Context::getContext();
        [$styles, $scripts] = $controller->media();
        $text = static fn (string $english): string => Tools::safeOutput(Words::say($english));
        $page = Tools::safeOutput($controller->page_name ?: $controller->php_self);
        $shop = Tools::safeOutput((string) Configuration::get('PS_SHOP_NAME'));
        $direction = $context->language->is_rtl ? 'rtl' : 'ltr';
        $link = static fn (string $to): string => Tools::safeOutput($context->link->getPageLink($to));
        $head = implode('', array_map(static fn (string $one): string => '<link rel="stylesheet" href="' . Tools::safeOutput($one) . '">', ['front' => '/themes/kernel/front.css'] + $styles));
        $foot = implode('', array_map(static fn (string $one): string => '<script src="' . Tools::safeOutput($one) . '"></script>', ['front' => '/themes/kernel/front.js'] + $scripts));
        $count = $context->cart->id ? $context->cart->nbProducts() : 0;

        return '<!doctype html><html lang="' . Tools::safeOutput($context->language->iso_code) . '" dir="' . $direction . '"><head><meta charset="utf-8">'
            . "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>$shop</title>$head" . Hook::exec('displayHeader') . '</head>'
            . "<body id=\"$page\" class=\"lang-{$context->language->iso_code} page-$page\"><main><header id=\"header\"><a class=\"brand\" href=\"{$link('index')}\">$shop</a><nav>" . Hook::exec('displayTop')
            . "<a id=\"_desktop_cart\" href=\"" . Tools::safeOutput($context->link->getPageLink('cart', null, null, ['action' => 'show'])) . "\">{$text('Cart')} <span class=\"cart-products-count\">($count)</span></a></nav></header>"
            . '<section id="wrapper"><div class="container">' . self::notifications($controller) . "<div id=\"content-wrapper\">$body</div></div></section>"
            . '<footer id="footer">' . Hook::exec('displayFooter') . "<small>$shop · contract kernel of PrestaShop 8.2 in the Plugsmith sandbox</small></footer></main>$foot</body></html>";
    }

    private static function notifications(FrontController $controller): string
    {
        $html = '';
        foreach (array_filter($controller->notifications()) as $kind => $texts) {
            $class = ['error' => 'danger'][$kind] ?? $kind;
            // As in PrestaShop's themes: these texts are HTML.
            $html .= "<article class=\"alert alert-$class\" role=\"alert\" data-alert=\"$class\"><ul><li>" . implode('</li><li>', $texts) . '</li></ul></article>';
        }

        return "<aside id=\"notifications\"><div class=\"notifications-container container\">$html</div></aside>";
    }
}
