<?php

declare(strict_types=1);

/** Home, product, cart and the history of orders. */
final class CatalogPages extends FrontController
{
    public function __construct(string $page)
    {
        parent::__construct();
        $this->php_self = $page;
    }

    public function postProcess()
    {
        if ($this->php_self !== 'cart' || !Tools::getIsset('add')) {
            return;
        }
        $product = new Product((int) Tools::getValue('id_product'));
        if (!$this->isTokenValid() || !Validate::isLoadedObject($product)) {
            $this->errors[] = 'This product is not available.';

            return;
        }
        $cart = $this->context->cart;
        if (!$cart->id) {
            $cart->add();
            $this->context->cookie->id_cart = (int) $cart->id;
        }
        $cart->updateQty(max(1, (int) Tools::getValue('qty', 1)), (int) $product->id);
        Hook::exec('actionCartSave', ['cart' => $cart]);
        if (Tools::getIsset('ajax')) {
            header('Content-Type: application/json');
            exit((string) json_encode(['success' => true, 'id_product' => (int) $product->id, 'quantity' => $cart->nbProducts(), 'cart' => ['products_count' => $cart->nbProducts()], 'errors' => '']));
        }
        Tools::redirect($this->context->link->getPageLink('cart', null, null, ['action' => 'show']));
    }

    public function initContent()
    {
        $this->show(match ($this->php_self) {
            'index' => $this->home(),
            'product' => $this->product(),
            'cart' => $this->cart(),
            'history' => '<section id="main"><h1>' . Tools::safeOutput(Words::say('Order history')) . '</h1></section>',
        });
    }

    private function home(): string
    {
        $cards = '';
        foreach (Db::getInstance()->executeS('SELECT `id_product` FROM `ps_product` WHERE `active` = 1 ORDER BY `id_product`') as $row) {
            $product = new Product((int) $row['id_product'], (int) $this->context->language->id);
            $cards .= '<article class="product-miniature js-product-miniature" data-id-product="' . (int) $product->id . '"><a href="' . Tools::safeOutput($this->context->link->getProductLink($product)) . '">'
                . self::picture($product) . '<h3 class="product-title">' . Tools::safeOutput($product->name) . '</h3></a><span class="price">' . self::price($product->getPrice()) . '</span></article>';
        }

        return '<section id="main" class="featured-products"><h2>' . Tools::safeOutput(Words::say('Popular Products')) . "</h2><div class=\"products\">$cards</div></section>";
    }

    private function product(): string
    {
        $product = new Product((int) Tools::getValue('id_product'), (int) $this->context->language->id);
        if (!Validate::isLoadedObject($product)) {
            http_response_code(404);

            return '<h1>404</h1>';
        }
        $words = static fn (string $english): string => Tools::safeOutput(Words::say($english));

        return '<section id="main"><div class="product-container">' . self::picture($product) . '<div><h1>' . Tools::safeOutput($product->name) . '</h1><div class="product-prices"><span class="current-price-value">' . self::price($product->getPrice()) . '</span></div>'
            . '<div class="product-actions"><form action="' . Tools::safeOutput($this->context->link->getPageLink('cart')) . '" method="post" id="add-to-cart-or-refresh">'
            . '<input type="hidden" name="token" value="' . Tools::getToken(false) . '"><input type="hidden" name="id_product" value="' . (int) $product->id . '" id="product_page_product_id"><input type="hidden" name="add" value="1"><input type="hidden" name="action" value="update">'
            . '<div class="product-add-to-cart"><label class="control-label" for="quantity_wanted">' . $words('Quantity') . '</label> <input type="number" name="qty" id="quantity_wanted" value="1" min="1">'
            . ' <button class="btn btn-primary add-to-cart" data-button-action="add-to-cart" type="submit">' . $words('Add to cart') . '</button></div></form></div>'
            . Hook::exec('displayProductAdditionalInfo', ['product' => $product]) . '</div></div></section>';
    }

    private function cart(): string
    {
        $products = $this->context->cart->id ? $this->context->cart->getProducts() : [];
        $words = static fn (string $english): string => Tools::safeOutput(Words::say($english));
        if ($products === []) {
            return "<section id=\"main\"><h1>{$words('Shopping Cart')}</h1><p class=\"no-items\">{$words('Your cart is empty')}</p></section>";
        }
        $order = Tools::safeOutput($this->context->link->getPageLink('order'));

        return "<section id=\"main\"><h1 class=\"h1\">{$words('Shopping Cart')}</h1><div class=\"cart-grid\"><div class=\"card cart-container\">" . self::lines($this->context->cart) . '</div>'
            . '<div class="card cart-summary">' . self::totals($this->context->cart) . Hook::exec('displayShoppingCart') . "<div class=\"checkout cart-detailed-actions\"><a href=\"$order\" class=\"btn btn-primary\">{$words('Proceed to checkout')}</a></div></div></div></section>";
    }

    /** Products of a cart, as the cart and the checkout show them. */
    public static function lines(Cart $cart): string
    {
        $html = '';
        foreach ($cart->getProducts() as $product) {
            $html .= '<li class="cart-item media"><span class="product-name">' . Tools::safeOutput($product['name']) . '</span> <span class="product-quantity">×' . (int) $product['cart_quantity'] . '</span> <span class="product-price">' . self::price($product['total_wt']) . '</span></li>';
        }

        return "<ul class=\"cart-items\">$html</ul>";
    }

    public static function totals(Cart $cart): string
    {
        $total = self::price($cart->getOrderTotal());
        $line = static fn (string $class, string $english): string => "<div class=\"cart-summary-line $class\"><span class=\"label\">" . Tools::safeOutput(Words::say($english)) . "</span> <span class=\"value\">$total</span></div>";

        return $line('', 'Subtotal') . $line('cart-total', 'Total');
    }

    public static function price(float $amount): string
    {
        $context = Context::getContext();

        return '<bdi>' . Tools::safeOutput($context->getCurrentLocale()->formatPrice($amount, $context->currency->iso_code)) . '</bdi>';
    }

    private static function picture(Product $product): string
    {
        $hue = ((int) $product->id * 67 + 150) % 360;

        return "<span class=\"product-picture\" style=\"--hue:$hue\" aria-hidden=\"true\">" . Tools::safeOutput(mb_substr($product->name, 0, 1)) . '</span>';
    }
}
