<?php

declare(strict_types=1);

/** Forms of the checkout before the payment. */
final class CheckoutSteps
{
    private static function field(string $name, string $label, string $type = 'text', bool $required = true, string $value = ''): string
    {
        $label = Tools::safeOutput(Words::say($label));
        $required = $required ? ' required' : '';

        return "<div class=\"form-group row\"><label class=\"form-control-label$required\" for=\"field-$name\">$label</label><div class=\"js-input-column\"><input id=\"field-$name\" class=\"form-control\" name=\"$name\" type=\"$type\" value=\"" . Tools::safeOutput($value) . "\"$required></div></div>";
    }

    private static function button(string $name, string $more = ''): string
    {
        return "<footer class=\"form-footer clearfix\"><button class=\"continue btn btn-primary\" name=\"$name\" type=\"submit\" value=\"1\"$more>" . Tools::safeOutput(Words::say('Continue')) . '</button></footer>';
    }

    private static function action(): string
    {
        return Tools::safeOutput(Context::getContext()->link->getPageLink('order'));
    }

    public static function person(): string
    {
        $words = static fn (string $english): string => Tools::safeOutput(Words::say($english));
        $consent = static fn (string $name, string $english): string => "<div class=\"form-group row\"><span class=\"custom-checkbox\"><label><input name=\"$name\" type=\"checkbox\" value=\"1\" required> {$words($english)}</label></span></div>";

        return "<ul class=\"nav nav-inline\"><li class=\"nav-item\"><a class=\"nav-link active\" href=\"#checkout-guest-form\">{$words('Order as a guest')}</a></li></ul><div class=\"tab-pane active\" id=\"checkout-guest-form\">"
            . '<form action="' . self::action() . '" id="customer-form" class="js-customer-form" method="post">' . self::field('firstname', 'First name') . self::field('lastname', 'Last name') . self::field('email', 'Email', 'email')
            . $consent('psgdpr', 'I agree to the terms and conditions and the privacy policy') . $consent('customer_privacy', 'Customer data privacy')
            . '<input type="hidden" name="submitCreate" value="1">' . self::button('continue', ' data-link-action="register-new-customer"') . '</form></div>';
    }

    public static function address(): string
    {
        $customer = Context::getContext()->customer;
        $countries = '';
        foreach (Db::getInstance()->executeS('SELECT * FROM `ps_country` ORDER BY `name`') as $row) {
            $countries .= '<option value="' . (int) $row['id_country'] . '" selected>' . Tools::safeOutput($row['name']) . '</option>';
        }
        $country = Tools::safeOutput(Words::say('Country'));

        return '<div class="js-address-form"><form method="POST" action="' . self::action() . '"><div id="delivery-address">' . self::field('firstname', 'First name', value: (string) $customer->firstname) . self::field('lastname', 'Last name', value: (string) $customer->lastname)
            . self::field('address1', 'Address') . self::field('postcode', 'Zip/Postal Code') . self::field('city', 'City')
            . "<div class=\"form-group row\"><label class=\"form-control-label required\" for=\"field-id_country\">$country</label><div class=\"js-input-column\"><select id=\"field-id_country\" class=\"form-control form-control-select js-country\" name=\"id_country\" required>$countries</select></div></div>"
            . '<input type="hidden" name="saveAddress" value="delivery"><input type="hidden" name="use_same_address" value="1"><input type="hidden" name="submitAddress" value="1"></div>' . self::button('confirm-addresses') . '</form></div>';
    }

    public static function delivery(): string
    {
        $words = static fn (string $english): string => Tools::safeOutput(Words::say($english));

        return '<div class="delivery-options-list"><form class="clearfix" id="js-delivery" method="post" action="' . self::action() . '"><div class="delivery-options"><div class="delivery-option js-delivery-option"><label for="delivery_option_1"><input type="radio" name="delivery_option[1]" id="delivery_option_1" value="1," checked>'
            . " <span class=\"carrier-name\">{$words('Pick up in-store')}</span> <span class=\"carrier-price\">{$words('Free')}</span></label></div></div>" . self::button('confirmDeliveryOption') . '</form></div>';
    }
}
