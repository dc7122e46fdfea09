<?php

declare(strict_types=1);

/** The checkout: who, where to, how, and how to pay. Each step is a form; what is done shows with a mark. */
final class CheckoutPage extends FrontController
{
    private const STEPS = [
        'checkout-personal-information-step' => 'Personal Information', 'checkout-addresses-step' => 'Addresses',
        'checkout-delivery-step' => 'Shipping Method', 'checkout-payment-step' => 'Payment',
    ];

    public function __construct()
    {
        parent::__construct();
        $this->php_self = 'order';
        $this->page_name = 'checkout';
    }

    public function postProcess()
    {
        $cart = $this->context->cart;
        if (!$cart->id || $cart->nbProducts() === 0) {
            Tools::redirect($this->context->link->getPageLink('cart', null, null, ['action' => 'show']));
        }
        try {
            if (Tools::isSubmit('submitCreate')) {
                $this->addGuest();
            } elseif (Tools::isSubmit('submitAddress') && $cart->id_customer) {
                $this->addAddress();
            } elseif (Tools::isSubmit('confirmDeliveryOption') && $cart->id_address_delivery) {
                $cart->id_carrier = 1;
                $cart->update();
            } else {
                return;
            }
        } catch (PrestaShopException $problem) {
            $this->errors[] = Tools::safeOutput($problem->getMessage());

            return;
        }
        Tools::redirect($this->context->link->getPageLink('order'));
    }

    private function addGuest(): void
    {
        $customer = new Customer();
        foreach (['firstname', 'lastname', 'email'] as $field) {
            $customer->$field = trim((string) Tools::getValue($field));
        }
        $customer->is_guest = 1;
        $customer->add();
        $this->context->updateCustomer($customer);
    }

    private function addAddress(): void
    {
        $address = new Address();
        foreach (['firstname', 'lastname', 'address1', 'postcode', 'city', 'id_country'] as $field) {
            $address->$field = trim((string) Tools::getValue($field));
        }
        $address->id_customer = (int) $this->context->cart->id_customer;
        $address->add();
        $this->context->cart->id_address_delivery = $this->context->cart->id_address_invoice = (int) $address->id;
        $this->context->cart->update();
    }

    public function initContent()
    {
        $cart = $this->context->cart;
        $current = match (true) {
            !$cart->id_customer => 0,
            !$cart->id_address_delivery => 1,
            !$cart->id_carrier => 2,
            default => 3,
        };
        $forms = [[CheckoutSteps::class, 'person'], [CheckoutSteps::class, 'address'], [CheckoutSteps::class, 'delivery'], static fn (): string => PaymentOptions::render($cart)];
        $html = '';
        foreach (array_keys(self::STEPS) as $at => $id) {
            $class = $at < $current ? '-reachable -complete' : ($at === $current ? '-current -reachable js-current-step' : '-unreachable');
            $inside = $at === $current ? '<div class="content">' . $forms[$at]() . '</div>' : '';
            $html .= "<section id=\"$id\" class=\"checkout-step $class\"><h1 class=\"step-title js-step-title h3\"><span class=\"step-number\">" . ($at + 1) . '</span> ' . Tools::safeOutput(Words::say(self::STEPS[$id])) . "</h1>$inside</section>";
        }
        $summary = '<section id="js-checkout-summary" class="card js-cart">' . CatalogPages::lines($cart) . CatalogPages::totals($cart) . '</section>';
        $this->show("<section id=\"content\"><div class=\"cart-grid\"><div class=\"cart-grid-body\">$html</div><div class=\"cart-grid-right\">$summary</div></div></section>");
    }
}
