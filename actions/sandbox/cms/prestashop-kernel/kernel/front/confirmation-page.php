<?php

declare(strict_types=1);

/** "Your order is confirmed". Only the customer's key opens it. */
final class ConfirmationPage extends FrontController
{
    private ?Order $order = null;

    public function __construct()
    {
        parent::__construct();
        $this->php_self = 'order-confirmation';
        $this->page_name = 'order-confirmation';
    }

    public function init()
    {
        parent::init();
        $id = Order::getIdByCartId((int) Tools::getValue('id_cart'));
        $order = new Order((int) $id);
        $key = Tools::getValue('key');
        $module = Module::getInstanceById((int) Tools::getValue('id_module'));
        if (!Validate::isLoadedObject($order) || !is_string($key) || !hash_equals((string) $order->secure_key, $key) || !$module || $order->module !== $module->name) {
            Tools::redirect($this->context->link->getPageLink('history'));
        }
        $this->order = $order;
        // A guest is gone after the order; the next one gives a name of their own.
        if ((int) $this->context->cookie->id_cart === (int) $order->id_cart) {
            unset($this->context->cookie->id_cart, $this->context->cookie->id_customer);
        }
    }

    public function initContent()
    {
        $order = $this->order;
        $words = static fn (string $english, array $values = []): string => Tools::safeOutput(Words::say($english, $values));
        $lines = '';
        foreach ($order->getProducts() as $row) {
            $lines .= '<div class="order-line row"><span class="details">' . Tools::safeOutput($row['product_name']) . '</span> <span class="qty">×' . (int) $row['product_quantity'] . '</span> <span class="bold">' . CatalogPages::price((float) $row['total_price_tax_incl']) . '</span></div>';
        }
        $return = Hook::exec('displayPaymentReturn', ['order' => $order], (int) Module::getModuleIdByName($order->module));
        $confirmed = Hook::exec('displayOrderConfirmation', ['order' => $order]);
        $this->show(
            "<section id=\"content-hook_order_confirmation\" class=\"card\"><h3 class=\"h1 card-title\">✓ {$words('Your order is confirmed')}</h3>$confirmed</section>"
            . "<section id=\"content\" class=\"page-content page-order-confirmation card\"><div id=\"order-items\"><h3 class=\"card-title\">{$words('Order items')}</h3><div class=\"order-confirmation-table\">$lines<div class=\"order-line total-value\"><span>{$words('Total')}</span> <span>" . CatalogPages::price((float) $order->total_paid) . '</span></div></div></div>'
            . "<div id=\"order-details\"><h3 class=\"h3 card-title\">{$words('Order details')}:</h3><ul><li id=\"order-reference-value\">{$words('Order reference: %reference%', ['%reference%' => $order->reference])}</li><li>{$words('Payment method: %method%', ['%method%' => $order->payment])}</li></ul></div></section>"
            . ($return === '' ? '' : "<section id=\"content-hook_payment_return\" class=\"card definition-list\">$return</section>")
            . Hook::exec('displayOrderConfirmation1', ['order' => $order]) . Hook::exec('displayOrderConfirmation2', ['order' => $order])
        );
    }
}
