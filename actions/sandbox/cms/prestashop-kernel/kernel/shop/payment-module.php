<?php

declare(strict_types=1);

/** A module that takes money. */
abstract class PaymentModule extends Module
{
    public $currentOrder;
    public $currentOrderReference;
    public $currencies = true;
    public $currencies_mode = 'checkbox';

    public function install()
    {
        if (!parent::install()) {
            return false;
        }
        if ($this->currencies && !in_array($this->currencies_mode, ['checkbox', 'radio'], true)) {
            throw new PrestaShopModuleException('No currency mode for payment module');
        }
        foreach ($this->currencies ? Currency::getCurrencies() : [] as $currency) {
            Db::getInstance()->insert('module_currency', ['id_module' => (int) $this->id, 'id_currency' => (int) $currency['id_currency']]);
        }

        return true;
    }

    public function getCurrency($currentId = null)
    {
        if (!$this->currencies) {
            return false;
        }

        return $this->currencies_mode === 'checkbox' ? Currency::getPaymentCurrencies((int) $this->id) : OutsideKernel::refuse('currencies_mode radio');
    }

    public function validateOrder(
        $idCart,
        $idOrderState,
        $amountPaid,
        $paymentMethod = 'Unknown',
        $message = null,
        $extraVars = [],
        $currencySpecial = null,
        $dontTouchAmount = false,
        $secureKey = false,
        ?Shop $shop = null,
        ?string $orderReference = null
    ) {
        $cart = new Cart((int) $idCart);
        $customer = new Customer((int) $cart->id_customer);
        $state = new OrderState((int) $idOrderState, (int) $cart->id_lang);
        if (!$this->active) {
            throw new PrestaShopException('The module is not active.');
        }
        if (!Validate::isLoadedObject($cart) || $cart->orderExists()) {
            throw new PrestaShopException('Cart cannot be loaded or an order has already been placed using this cart');
        }
        if ($secureKey !== false && $secureKey !== $cart->secure_key) {
            throw new PrestaShopException('The secure key does not match.');
        }
        if (!Validate::isLoadedObject($state)) {
            throw new PrestaShopException("Can't load Order status");
        }
        if ($cart->nbProducts() === 0) {
            throw new PrestaShopException('The cart is empty.');
        }
        $order = $this->makeOrder($cart, $customer, (string) $paymentMethod, $orderReference);
        $paid = (float) round((float) $amountPaid, 2);
        // As PrestaShop does: another amount than the cart's total is a payment error.
        if (!$dontTouchAmount && $state->logable && abs($paid - (float) $order->total_paid) > 0.004) {
            $idOrderState = (int) Configuration::get('PS_OS_ERROR');
        }
        if ($state->logable && (int) $idOrderState === (int) $state->id) {
            $order->addOrderPayment($paid, null, $extraVars['transaction_id'] ?? null);
        }
        Hook::exec('actionValidateOrder', ['cart' => $cart, 'order' => $order, 'customer' => $customer, 'currency' => new Currency((int) $cart->id_currency), 'orderStatus' => $state]);
        $history = new OrderHistory();
        $history->id_order = (int) $order->id;
        $history->changeIdOrderState((int) $idOrderState, $order, true);
        $history->addWithemail(true, is_array($extraVars) ? $extraVars : []);
        $this->currentOrder = (int) $order->id;
        $this->currentOrderReference = $order->reference;
        Context::getContext()->cart = $cart;

        return true;
    }

    private function makeOrder(Cart $cart, Customer $customer, string $method, ?string $reference): Order
    {
        $total = $cart->getOrderTotal(true, Cart::BOTH);
        $order = new Order();
        $order->reference = $reference ?? Order::generateReference();
        $order->id_cart = (int) $cart->id;
        $order->id_customer = (int) $customer->id;
        $order->id_currency = (int) $cart->id_currency;
        $order->id_lang = (int) $cart->id_lang;
        $order->id_address_delivery = (int) $cart->id_address_delivery;
        $order->id_address_invoice = (int) $cart->id_address_invoice;
        $order->secure_key = $customer->secure_key;
        $order->payment = $method;
        $order->module = $this->name;
        foreach (['total_paid', 'total_paid_tax_incl', 'total_paid_tax_excl', 'total_products', 'total_products_wt'] as $sum) {
            $order->$sum = $total;
        }
        $order->add();
        foreach ($cart->getProducts() as $product) {
            $detail = new OrderDetail();
            $detail->id_order = (int) $order->id;
            $detail->product_id = (int) $product['id_product'];
            $detail->product_name = $product['name'];
            $detail->product_reference = $product['reference'];
            $detail->product_quantity = $product['cart_quantity'];
            $detail->product_price = $detail->unit_price_tax_incl = $detail->unit_price_tax_excl = $product['price_wt'];
            $detail->total_price_tax_incl = $detail->total_price_tax_excl = $product['total_wt'];
            $detail->add();
        }

        return $order;
    }
}
