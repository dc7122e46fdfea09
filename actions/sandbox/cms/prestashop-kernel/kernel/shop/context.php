<?php

declare(strict_types=1);

/** Who is looking at what. */
final class Context
{
    use Loud;

    public const DEVICE_COMPUTER = 1;

    private static ?self $instance = null;

    public $cart;
    public $customer;
    public $cookie;
    public $link;
    public $country;
    public $employee;
    public $controller;
    public $currency;
    public $language;
    public $shop;
    public $smarty;
    private ?Translator $translator = null;

    public static function getContext(): self
    {
        return self::$instance ??= new self();
    }

    public static function openShop(): void
    {
        $context = self::fill('plugsmith_front', false);
        $cookie = $context->cookie;
        $context->customer = new Customer((int) $cookie->id_customer);
        $context->customer->logged = (int) (bool) $context->customer->id;
        $context->cart = new Cart((int) $cookie->id_cart);
        if (!$context->cart->id || $context->cart->orderExists()) {
            $context->cart = new Cart();
        }
        $context->cart->id_lang = (int) $context->language->id;
        $context->cart->id_currency = (int) $context->currency->id;
    }

    public static function openDesk(): void
    {
        $context = self::fill('plugsmith_desk', true);
        $employee = new Employee((int) $context->cookie->id_employee);
        $context->employee = $employee->id ? $employee : null;
    }

    private static function fill(string $cookie, bool $desk): self
    {
        $context = self::getContext();
        $context->cookie = new Cookie($cookie);
        $context->language = new Language((int) Configuration::get('PS_LANG_DEFAULT'));
        $context->currency = Currency::getDefaultCurrency();
        $context->country = new Country((int) Configuration::get('PS_COUNTRY_DEFAULT'));
        $context->shop = new Shop(1);
        $context->link = new Link();
        $context->smarty = new ShopSmarty(!$desk);

        return $context;
    }

    public function getTranslator($isInstaller = false): Translator
    {
        return $this->translator ??= new Translator();
    }

    public function getCurrentLocale(): ShopLocale
    {
        return new ShopLocale((string) $this->language->locale);
    }

    public function getDevice(): int
    {
        return self::DEVICE_COMPUTER;
    }

    public function isMobile(): bool
    {
        return false;
    }

    public function updateCustomer(Customer $customer): void
    {
        $this->customer = $customer;
        $customer->logged = 1;
        $this->cookie->id_customer = (int) $customer->id;
        $this->cart->id_customer = (int) $customer->id;
        $this->cart->secure_key = $customer->secure_key;
        $this->cart->save();
    }
}
