<?php

declare(strict_types=1);

/** The one shop. */
class Shop
{
    use Loud;

    public const CONTEXT_SHOP = 1;
    public const CONTEXT_GROUP = 2;
    public const CONTEXT_ALL = 4;

    public $id = 1;
    public $id_shop_group = 1;
    public $name;
    public $domain = '127.0.0.1:8080';
    public $domain_ssl = '127.0.0.1:8080';
    public $physical_uri = '/';
    public $virtual_uri = '';

    public function __construct($id = 1)
    {
        $this->name = (string) Configuration::get('PS_SHOP_NAME');
    }

    public static function isFeatureActive(): bool
    {
        return false;
    }

    public static function setContext($type, $id = null): void
    {
    }

    public static function getContext(): int
    {
        return self::CONTEXT_SHOP;
    }

    public static function getContextShopID($nullIfNotSingle = false): int
    {
        return 1;
    }

    public static function getContextShopGroupID($nullIfNotSingle = false): int
    {
        return 1;
    }

    /** @return list<int> */
    public static function getContextListShopID($share = false): array
    {
        return [1];
    }

    public function getBaseURL($autoSecure = false, $addBaseUri = true): string
    {
        return _PS_BASE_URL_ . ($addBaseUri ? '/' : '');
    }
}

/** The one group of customers. */
class Group
{
    use Loud;

    public static function isFeatureActive(): bool
    {
        return false;
    }
}
