<?php

declare(strict_types=1);

/** A credit slip. */
class OrderSlip extends ObjectModel
{
    public $id_customer;
    public $id_order;
    public $conversion_rate = 1;
    public $total_products_tax_excl = 0;
    public $total_products_tax_incl = 0;
    public $total_shipping_tax_excl = 0;
    public $total_shipping_tax_incl = 0;
    public $amount = 0;
    public $shipping_cost = 0;
    public $shipping_cost_amount = 0;
    public $partial = 0;
    public $order_slip_type = 0;
    public $date_add;
    public $date_upd;

    public static $definition = [
        'table' => 'order_slip',
        'primary' => 'id_order_slip',
        'fields' => [
            'id_customer' => ['type' => self::TYPE_INT, 'required' => true],
            'id_order' => ['type' => self::TYPE_INT, 'required' => true],
            'conversion_rate' => ['type' => self::TYPE_FLOAT],
            'total_products_tax_excl' => ['type' => self::TYPE_FLOAT],
            'total_products_tax_incl' => ['type' => self::TYPE_FLOAT],
            'total_shipping_tax_excl' => ['type' => self::TYPE_FLOAT],
            'total_shipping_tax_incl' => ['type' => self::TYPE_FLOAT],
            'amount' => ['type' => self::TYPE_FLOAT],
            'shipping_cost' => ['type' => self::TYPE_BOOL],
            'shipping_cost_amount' => ['type' => self::TYPE_FLOAT],
            'partial' => ['type' => self::TYPE_BOOL],
            'order_slip_type' => ['type' => self::TYPE_INT],
            'date_add' => ['type' => self::TYPE_DATE],
            'date_upd' => ['type' => self::TYPE_DATE],
        ],
    ];

    /** @return list<array<string, string>> */
    public static function getOrdersSlip($idCustomer, $idOrder = false): array
    {
        return Db::getInstance()->executeS(
            'SELECT * FROM `ps_order_slip` WHERE `id_customer` = ' . (int) $idCustomer . ($idOrder ? ' AND `id_order` = ' . (int) $idOrder : '') . ' ORDER BY `date_add` DESC'
        );
    }
}
