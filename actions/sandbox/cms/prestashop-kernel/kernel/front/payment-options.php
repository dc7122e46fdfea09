<?php

declare(strict_types=1);

use PrestaShop\PrestaShop\Core\Payment\PaymentOption;

/** The payment step: what modules offer. */
final class PaymentOptions
{
    public static function render(Cart $cart): string
    {
        $html = '';
        $number = 0;
        foreach (Hook::exec('paymentOptions', ['cart' => $cart], null, true) as $module => $options) {
            if (!is_array($options)) {
                error_log("PHP Kernel: /modules/$module/ answers hookPaymentOptions() with " . get_debug_type($options) . ', not with a list');
                throw new PrestaShopPaymentException("hookPaymentOptions() of $module must return an array of PaymentOption");
            }
            foreach ($options as $option) {
                if (!$option instanceof PaymentOption) {
                    throw new PrestaShopPaymentException("hookPaymentOptions() of $module must return an array of PaymentOption");
                }
                $html .= self::option($option, 'payment-option-' . ++$number);
            }
        }
        $none = '<p class="alert alert-danger">' . Tools::safeOutput(Words::say('Unfortunately, there are no payment method available.')) . '</p>';

        return Hook::exec('displayPaymentTop') . '<div class="payment-options">' . ($html ?: $none) . '</div>' . self::confirmation();
    }

    private static function option(PaymentOption $option, string $id): string
    {
        if (!is_string($option->getCallToActionText()) || trim($option->getCallToActionText()) === '') {
            throw new PrestaShopPaymentException("A payment option of {$option->getModuleName()} has no text.");
        }
        $logo = $option->getLogo() ? '<img src="' . Tools::safeOutput($option->getLogo()) . '" alt="">' : '';
        $more = $option->getAdditionalInformation()
            ? "<div id=\"$id-additional-information\" class=\"js-additional-information definition-list additional-information ps-hidden\">{$option->getAdditionalInformation()}</div>"
            : '';

        return "<div id=\"$id-container\" class=\"payment-option clearfix\"><span class=\"custom-radio\"><input class=\"ps-shown-by-js" . ($option->isBinary() ? ' binary' : '') . "\" id=\"$id\" data-module-name=\"" . Tools::safeOutput((string) $option->getModuleName())
            . "\" name=\"payment-option\" type=\"radio\" required></span><label for=\"$id\"><span>" . Tools::safeOutput($option->getCallToActionText()) . "</span>$logo</label></div>$more"
            . "<div id=\"pay-with-$id-form\" class=\"js-payment-option-form ps-hidden\">" . self::form($option, $id) . '</div>';
    }

    private static function form(PaymentOption $option, string $id): string
    {
        if ($option->getForm()) {
            return (string) $option->getForm();
        }
        $html = "<form id=\"payment-$id-form\" method=\"POST\" action=\"" . htmlspecialchars((string) $option->getAction()) . '">';
        foreach ($option->getInputs() ?: [] as $input) {
            $html .= '<input type="' . Tools::safeOutput($input['type']) . '" name="' . Tools::safeOutput($input['name']) . '" value="' . Tools::safeOutput($input['value']) . '">';
        }

        return "$html<button style=\"display:none\" id=\"pay-with-$id\" type=\"submit\"></button></form>";
    }

    private static function confirmation(): string
    {
        $agree = Tools::safeOutput(Words::say('I agree to the terms of service and will adhere to them unconditionally.'));
        $order = Tools::safeOutput(Words::say('Place order'));

        return '<form id="conditions-to-approve" class="js-conditions-to-approve" method="GET"><ul><li><span class="custom-checkbox"><input id="conditions_to_approve[terms-and-conditions]" name="conditions_to_approve[terms-and-conditions]" required type="checkbox" value="1" class="ps-shown-by-js"></span>'
            . "<div class=\"condition-label\"><label class=\"js-terms\" for=\"conditions_to_approve[terms-and-conditions]\">$agree</label></div></li></ul></form>"
            . "<div id=\"payment-confirmation\" class=\"js-payment-confirmation\"><div class=\"ps-shown-by-js\"><button type=\"submit\" class=\"btn btn-primary center-block disabled\" disabled>$order</button></div></div>" . Hook::exec('displayPaymentByBinaries');
    }
}
