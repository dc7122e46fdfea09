<?php

declare(strict_types=1);

class OrderDetail extends ObjectModel
{
    public $id_order;
    public $product_id;
    public $product_attribute_id = 0;
    public $product_name;
    public $product_reference = '';
    public $product_quantity;
    public $product_quantity_refunded = 0;
    public $product_price;
    public $unit_price_tax_incl;
    public $unit_price_tax_excl;
    public $total_price_tax_incl;
    public $total_price_tax_excl;
    public $total_refunded_tax_incl = 0;
    public $total_refunded_tax_excl = 0;

    public static $definition = [
        'table' => 'order_detail',
        'primary' => 'id_order_detail',
        'fields' => [
            'id_order' => ['type' => self::TYPE_INT, 'required' => true],
            'product_id' => ['type' => self::TYPE_INT],
            'product_attribute_id' => ['type' => self::TYPE_INT],
            'product_name' => ['type' => self::TYPE_STRING, 'required' => true],
            'product_reference' => ['type' => self::TYPE_STRING],
            'product_quantity' => ['type' => self::TYPE_INT, 'required' => true],
            'product_quantity_refunded' => ['type' => self::TYPE_INT],
            'product_price' => ['type' => self::TYPE_FLOAT],
            'unit_price_tax_incl' => ['type' => self::TYPE_FLOAT],
            'unit_price_tax_excl' => ['type' => self::TYPE_FLOAT],
            'total_price_tax_incl' => ['type' => self::TYPE_FLOAT],
            'total_price_tax_excl' => ['type' => self::TYPE_FLOAT],
            'total_refunded_tax_incl' => ['type' => self::TYPE_FLOAT],
            'total_refunded_tax_excl' => ['type' => self::TYPE_FLOAT],
        ],
    ];

    /** @return list<array<string, string>> */
    public static function getList($idOrder): array
    {
        return Db::getInstance()->executeS('SELECT * FROM `ps_order_detail` WHERE `id_order` = ' . (int) $idOrder . ' ORDER BY `id_order_detail`');
    }
}

class OrderPayment extends ObjectModel
{
    public $order_reference;
    public $id_currency;
    public $amount;
    public $payment_method;
    public $conversion_rate = 1;
    public $transaction_id = '';
    public $card_number = '';
    public $card_brand = '';
    public $card_expiration = '';
    public $card_holder = '';
    public $date_add;

    public static $definition = [
        'table' => 'order_payment',
        'primary' => 'id_order_payment',
        'fields' => [
            'order_reference' => ['type' => self::TYPE_STRING, 'size' => 9],
            'id_currency' => ['type' => self::TYPE_INT, 'required' => true],
            'amount' => ['type' => self::TYPE_FLOAT, 'required' => true],
            'payment_method' => ['type' => self::TYPE_STRING, 'validate' => 'isGenericName', 'size' => 255],
            'conversion_rate' => ['type' => self::TYPE_FLOAT],
            'transaction_id' => ['type' => self::TYPE_STRING, 'validate' => 'isAnything', 'size' => 254],
            'card_number' => ['type' => self::TYPE_STRING, 'size' => 254],
            'card_brand' => ['type' => self::TYPE_STRING, 'size' => 254],
            'card_expiration' => ['type' => self::TYPE_STRING, 'size' => 254],
            'card_holder' => ['type' => self::TYPE_STRING, 'size' => 254],
            'date_add' => ['type' => self::TYPE_DATE],
        ],
    ];

    public static function getByOrderReference($reference): array
    {
        return (new PrestaShopCollection(self::class))->where('order_reference', '=', $reference)->getResults();
    }

    public static function getByOrderId($idOrder): array
    {
        return self::getByOrderReference((new Order((int) $idOrder))->reference);
    }
}
