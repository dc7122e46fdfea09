<?php

declare(strict_types=1);

namespace Kernel\Pages;

use Kernel\Module;
use Kernel\ObjectManager;
use Kernel\PaymentMethods;
use Kernel\SalesDesk;
use Kernel\Words;
use Magento\Checkout\Model\CompositeConfigProvider;
use Magento\Framework\Exception\LocalizedException;

/** The shoppers' side: product, cart, checkout with the module's own JavaScript, the success page. */
final class Storefront
{
    /** Whether the address is one of the storefront's. */
    public static function answer(string $method, string $path): bool
    {
        $page = [
            'GET /' => 'product', 'POST /checkout/cart/add' => 'add', 'GET /checkout/cart' => 'cart', 'GET /checkout' => 'checkout',
            'POST /rest/V1/guest-carts/payment-information' => 'place', 'GET /checkout/onepage/success' => 'success',
        ]["$method " . ($path === '/' ? '/' : rtrim($path, '/'))] ?? null;
        if ($page === null) {
            return false;
        }
        self::$page();

        return true;
    }

    private static function product(): void
    {
        echo Frame::shop(Words::translate('Mug, hand-thrown'), '<div class="cols even"><div class="mug" aria-hidden="true">☕</div><form method="post" action="/checkout/cart/add"><h1>' . Frame::t('Mug, hand-thrown') . '</h1><p class="price"><bdi>12.50 EUR</bdi></p><button class="primary" id="product-addtocart-button">' . Frame::t('Add to Cart') . '</button></form></div>');
    }

    private static function add(): void
    {
        $_SESSION['pieces'] = 1 + (int) ($_SESSION['pieces'] ?? 0);
        header('Location: /checkout/cart', true, 303);
    }

    private static function cart(): void
    {
        echo Frame::shop(Words::translate('Shopping Cart'), '<h1>' . Frame::t('Shopping Cart') . '</h1><div class="box">' . self::summary() . '</div><a class="button primary" id="proceed" href="/checkout">' . Frame::t('Proceed to Checkout') . '</a>');
    }

    private static function checkout(): void
    {
        $methods = [];
        foreach (PaymentMethods::open() as $code => $adapter) {
            $methods[] = ['method' => $code, 'title' => (string) $adapter->getTitle()];
        }
        $config = ObjectManager::get()->one(CompositeConfigProvider::class)->getConfig() + ['paymentMethods' => $methods];
        $flags = JSON_THROW_ON_ERROR | JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_UNICODE;
        [$components, $styles] = self::layout();
        $head = implode('', array_map(static fn (string $style): string => '<link rel="stylesheet" href="' . Frame::e($style) . '">', $styles))
            . '<script>window.checkoutConfig = ' . json_encode($config, $flags) . '; window.forgeWords = ' . json_encode((object) Words::dictionary(), $flags)
            . '; window.forgeComponents = ' . json_encode($components, $flags) . '; window.forgeModule = ' . json_encode(Module::$name, $flags) . ';</script>'
            . '<script src="/static/kernel/require.js"></script><script src="/static/kernel/checkout.js"></script>';
        $field = static fn (string $id, string $label): string => '<label for="' . $id . '">' . Frame::t($label) . '</label><input id="' . $id . '">';
        echo Frame::shop(Words::translate('Payment Method'), '<div class="cols"><div><div class="box">' . $field('customer-email', 'Email Address') . $field('customer-name', 'Name') . '</div><h2>' . Frame::t('Payment Method') . '</h2><div id="checkout-payment" data-bind="foreach: renderers"><div class="box" data-bind="forgeRenderer: $data"></div></div><p id="no-payment" hidden>' . Frame::t('No Payment Methods') . '</p><div class="message error" id="checkout-error" role="alert" hidden></div></div><div class="box"><h2>' . Frame::t('Order Summary') . '</h2>' . self::summary() . '</div></div>', $head, false);
    }

    private static function place(): void
    {
        header('Content-Type: application/json');
        $asked = json_decode((string) file_get_contents('php://input'), true);
        try {
            $order = SalesDesk::place((string) ($asked['paymentMethod']['method'] ?? ''), (string) ($asked['email'] ?? ''), (string) ($asked['name'] ?? ''));
            echo json_encode($order->getId());
        } catch (LocalizedException $problem) {
            http_response_code(400);
            echo json_encode(['message' => $problem->getMessage()]);
        }
    }

    private static function success(): void
    {
        echo Frame::shop(Words::translate('Thank you for your purchase!'), '<h1 id="thanks">' . Frame::t('Thank you for your purchase!') . '</h1><div class="box"><p>' . Frame::t('Your order # is:') . ' <b>' . Frame::e((string) ($_SESSION['last_real_order_id'] ?? '')) . '</b></p></div>');
    }

    private static function summary(): string
    {
        $pieces = (int) ($_SESSION['pieces'] ?? 0);

        return '<div class="row"><span>' . Frame::t('Mug, hand-thrown') . ' × ' . $pieces . '</span><bdi>' . number_format($pieces * SalesDesk::PIECE, 2) . ' EUR</bdi></div>';
    }

    /** @return array{0: list<string>, 1: list<string>} Components at the place where payments register, and styles, of the module's layout. */
    private static function layout(): array
    {
        $file = Module::$folder . '/view/frontend/layout/checkout_index_index.xml';
        if (!Module::isEnabled() || !is_file($file)) {
            return [[], []];
        }
        $xml = simplexml_load_string((string) file_get_contents($file), \SimpleXMLElement::class, LIBXML_NONET);
        $place = '//referenceBlock[@name="checkout.root"]/arguments/argument[@name="jsLayout"]';
        foreach (['components', 'checkout', 'children', 'steps', 'children', 'billing-step', 'children', 'payment', 'children', 'renders', 'children'] as $name) {
            $place .= "/item[@name='$name']";
        }
        $components = array_map('strval', $xml->xpath("$place/item/item[@name='component']") ?: []);
        $styles = array_map(static fn ($css): string => '/static/' . str_replace('::', '/', (string) $css['src']), $xml->xpath('//head/css') ?: []);

        return [$components, $styles];
    }
}
