<?php

declare(strict_types=1);

class Product extends ObjectModel
{
    public $name;
    public $description_short = '';
    public $link_rewrite = '';
    public $price = 0;
    public $reference = '';
    public $active = 1;
    public $is_virtual = 1;
    public $date_add;
    public $date_upd;

    public static $definition = [
        'table' => 'product',
        'primary' => 'id_product',
        'fields' => [
            'price' => ['type' => self::TYPE_FLOAT, 'required' => true],
            'reference' => ['type' => self::TYPE_STRING, 'size' => 64],
            'active' => ['type' => self::TYPE_BOOL],
            'is_virtual' => ['type' => self::TYPE_BOOL],
            'date_add' => ['type' => self::TYPE_DATE],
            'date_upd' => ['type' => self::TYPE_DATE],
            'name' => ['type' => self::TYPE_STRING, 'lang' => true, 'required' => true, 'size' => 128, 'validate' => 'isCatalogName'],
            'description_short' => ['type' => self::TYPE_HTML, 'lang' => true],
            'link_rewrite' => ['type' => self::TYPE_STRING, 'lang' => true],
        ],
    ];

    /** Only whole prices: the kernel's shop has no taxes. */
    public static function getPriceStatic($idProduct, $withTaxes = true): float
    {
        return (float) Db::getInstance()->getValue('SELECT `price` FROM `ps_product` WHERE `id_product` = ' . (int) $idProduct);
    }

    public function getPrice($withTaxes = true): float
    {
        return (float) $this->price;
    }
}
