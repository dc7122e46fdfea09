<?php

declare(strict_types=1);

class Currency extends ObjectModel
{
    public $id_currency;
    public $name;
    public $iso_code;
    public $numeric_iso_code;
    public $symbol;
    public $sign;
    public $precision = 2;
    public $conversion_rate = 1;
    public $active = 1;
    public $deleted = 0;

    public static $definition = [
        'table' => 'currency',
        'primary' => 'id_currency',
        'fields' => [
            'name' => ['type' => self::TYPE_STRING, 'required' => true],
            'iso_code' => ['type' => self::TYPE_STRING, 'required' => true, 'size' => 3],
            'numeric_iso_code' => ['type' => self::TYPE_STRING],
            'symbol' => ['type' => self::TYPE_STRING],
            'precision' => ['type' => self::TYPE_INT],
            'conversion_rate' => ['type' => self::TYPE_FLOAT],
            'active' => ['type' => self::TYPE_BOOL],
            'deleted' => ['type' => self::TYPE_BOOL],
        ],
    ];

    public function __construct($id = null, $idLang = null, $idShop = null)
    {
        parent::__construct($id, $idLang, $idShop);
        $this->sign = $this->symbol;
        $this->id_currency = $this->id;
    }

    public function getSign($side = null)
    {
        return $this->symbol;
    }

    public static function getDefaultCurrency()
    {
        return new self((int) Configuration::get('PS_CURRENCY_DEFAULT'));
    }

    public static function getIdByIsoCode($iso, $idShop = 0): int
    {
        return (int) Db::getInstance()->getValue("SELECT `id_currency` FROM `ps_currency` WHERE `iso_code` = '" . pSQL($iso) . "'");
    }

    public static function getIsoCodeById($id, $forceRefresh = false)
    {
        return Db::getInstance()->getValue('SELECT `iso_code` FROM `ps_currency` WHERE `id_currency` = ' . (int) $id);
    }

    public static function getCurrencyInstance($id): self
    {
        return new self((int) $id);
    }

    /** @return list<array<string, string>> */
    public static function checkPaymentCurrencies($idModule, $idShop = null): array
    {
        return Db::getInstance()->executeS('SELECT * FROM `ps_module_currency` WHERE `id_module` = ' . (int) $idModule);
    }

    /** @return list<array<string, string>> */
    public static function getPaymentCurrencies($idModule, $idShop = null): array
    {
        return Db::getInstance()->executeS('SELECT c.* FROM `ps_module_currency` mc INNER JOIN `ps_currency` c ON c.`id_currency` = mc.`id_currency` WHERE mc.`id_module` = ' . (int) $idModule);
    }

    public static function getCurrencies($object = false, $active = true, $groupBy = false): array
    {
        $object && OutsideKernel::refuse('Currency::getCurrencies() as objects');

        return Db::getInstance()->executeS('SELECT * FROM `ps_currency`');
    }
}
