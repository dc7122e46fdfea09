<?php

declare(strict_types=1);

/** What a fresh shop has: languages, a currency, order states, an employee. */
final class ShopSeed
{
    private const LANGUAGES = [
        'en_US' => ['English (English)', 'en'], 'fr_FR' => ['Français (French)', 'fr'], 'de_DE' => ['Deutsch (German)', 'de'],
        'es_ES' => ['Español (Spanish)', 'es'], 'ar_SA' => ['اللغة العربية (Arabic)', 'ar'],
    ];

    /** Order state => setting, colour, paid, logable, invoice, e-mail template. */
    private const STATES = [
        ['Awaiting check payment', 'PS_OS_CHEQUE', '#34209E', 0, 0, 0, 'cheque'],
        ['Payment accepted', 'PS_OS_PAYMENT', '#3498D8', 1, 1, 1, 'payment'],
        ['Processing in progress', 'PS_OS_PREPARATION', '#3498D8', 1, 1, 1, 'preparation'],
        ['Shipped', 'PS_OS_SHIPPING', '#01B887', 1, 1, 1, 'shipped'],
        ['Delivered', 'PS_OS_DELIVERED', '#01B887', 1, 1, 1, ''],
        ['Canceled', 'PS_OS_CANCELED', '#2C3E50', 0, 0, 0, 'order_canceled'],
        ['Refunded', 'PS_OS_REFUND', '#01B887', 0, 0, 1, 'refund'],
        ['Payment error', 'PS_OS_ERROR', '#E74C3C', 0, 0, 0, 'payment_error'],
    ];

    public static function plant(string $locale, string $password): void
    {
        $locale = isset(self::LANGUAGES[$locale]) ? $locale : 'en_US';
        Schema::create();
        foreach (array_unique([$locale, 'en_US']) as $each) {
            [$name, $iso] = self::LANGUAGES[$each];
            $tag = str_replace('_', '-', $each);
            Db::getInstance()->insert('lang', ['name' => $name, 'iso_code' => $iso, 'locale' => $tag, 'language_code' => strtolower($tag), 'is_rtl' => (int) ($iso === 'ar'), 'active' => 1]);
        }
        Db::getInstance()->insert('currency', ['name' => 'Euro', 'iso_code' => 'EUR', 'numeric_iso_code' => '978', 'symbol' => '€', 'precision' => 2]);
        Db::getInstance()->insert('country', ['id_country' => 8, 'iso_code' => 'FR', 'name' => 'France']);
        foreach (['PS_LANG_DEFAULT' => 1, 'PS_CURRENCY_DEFAULT' => 1, 'PS_COUNTRY_DEFAULT' => 8, 'PS_SHOP_DEFAULT' => 1, 'PS_TOKEN_ENABLE' => 1,
            'PS_SSL_ENABLED' => 0, 'PS_SHOP_ENABLE' => 1, 'PS_GUEST_CHECKOUT_ENABLED' => 1, 'PS_CONDITIONS' => 1, 'PS_REWRITING_SETTINGS' => 0,
            'PS_SHOP_NAME' => 'PrestaShop', 'PS_SHOP_EMAIL' => 'shop@example.test', 'PS_PRICE_ROUND_MODE' => 2, 'PS_ROUND_TYPE' => 1, 'PS_TAX' => 0] as $key => $value) {
            Configuration::updateValue($key, $value);
        }
        foreach (self::STATES as [$name, $key, $color, $paid, $logable, $invoice, $template]) {
            self::addState($name, $key, $color, $paid, $logable, $invoice, $template);
        }
        foreach (['Mug' => 12.5, 'Notebook' => 9.9, 'Cushion' => 22.0] as $name => $price) {
            self::addProduct($name, $price);
        }
        $passwd = password_hash($password, PASSWORD_BCRYPT, ['cost' => 5]);
        Db::getInstance()->insert('employee', ['firstname' => 'Ada', 'lastname' => 'Desk', 'email' => 'owner@example.com', 'passwd' => $passwd, 'id_lang' => 1]);
    }

    private static function addProduct(string $name, float $price): void
    {
        $product = new Product();
        foreach (Language::getLanguages(false) as $language) {
            $product->name[(int) $language['id_lang']] = Words::find($name, $language['iso_code']);
        }
        $product->price = $price;
        $product->add();
    }

    private static function addState(string $name, string $key, string $color, int $paid, int $logable, int $invoice, string $template): void
    {
        $state = new OrderState();
        foreach (Language::getLanguages(false) as $language) {
            $state->name[(int) $language['id_lang']] = Words::find($name, $language['iso_code']);
        }
        $state->template = $template;
        $state->color = $color;
        $state->paid = $paid;
        $state->logable = $logable;
        $state->invoice = $invoice;
        $state->send_email = (int) ($template !== '');
        $state->unremovable = 1;
        $state->add();
        Configuration::updateValue($key, (int) $state->id);
    }
}
