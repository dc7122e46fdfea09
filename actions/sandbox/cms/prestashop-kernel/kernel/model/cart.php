<?php

declare(strict_types=1);

class Cart extends ObjectModel
{
    public const ONLY_PRODUCTS = 1;
    public const ONLY_DISCOUNTS = 2;
    public const BOTH = 3;
    public const BOTH_WITHOUT_SHIPPING = 4;
    public const ONLY_SHIPPING = 5;
    public const ONLY_WRAPPING = 6;

    public $id_customer = 0;
    public $id_guest = 0;
    public $id_address_delivery = 0;
    public $id_address_invoice = 0;
    public $id_currency = 1;
    public $id_lang = 1;
    public $id_shop = 1;
    public $id_carrier = 0;
    public $secure_key = '';
    public $recyclable = 0;
    public $gift = 0;
    public $date_add;
    public $date_upd;

    public static $definition = [
        'table' => 'cart',
        'primary' => 'id_cart',
        'fields' => [
            'id_customer' => ['type' => self::TYPE_INT],
            'id_guest' => ['type' => self::TYPE_INT],
            'id_address_delivery' => ['type' => self::TYPE_INT],
            'id_address_invoice' => ['type' => self::TYPE_INT],
            'id_currency' => ['type' => self::TYPE_INT, 'required' => true],
            'id_lang' => ['type' => self::TYPE_INT, 'required' => true],
            'id_carrier' => ['type' => self::TYPE_INT],
            'secure_key' => ['type' => self::TYPE_STRING, 'size' => 32],
            'date_add' => ['type' => self::TYPE_DATE],
            'date_upd' => ['type' => self::TYPE_DATE],
        ],
    ];

    public function __construct($id = null, $idLang = null)
    {
        parent::__construct($id, $idLang);
    }

    /** @return list<array<string, mixed>> */
    public function getProducts($refresh = false, $idProduct = false): array
    {
        $rows = Db::getInstance()->executeS(
            'SELECT cp.`id_product`, cp.`quantity`, p.`price`, p.`reference`, pl.`name` FROM `ps_cart_product` cp'
            . ' INNER JOIN `ps_product` p ON p.`id_product` = cp.`id_product`'
            . ' INNER JOIN `ps_product_lang` pl ON pl.`id_product` = p.`id_product` AND pl.`id_lang` = ' . (int) Context::getContext()->language->id
            . ' WHERE cp.`id_cart` = ' . (int) $this->id . ' ORDER BY cp.`id_product`'
        );

        return array_map(static function (array $row): array {
            $price = (float) $row['price'];
            $total = $price * (int) $row['quantity'];

            return ['cart_quantity' => (int) $row['quantity'], 'price_wt' => $price, 'total' => $total, 'total_wt' => $total, 'id_product_attribute' => 0] + $row;
        }, $rows);
    }

    public function getOrderTotal($withTaxes = true, $type = self::BOTH, $products = null, $idCarrier = null, $useCache = false): float
    {
        $sum = array_sum(array_column($this->getProducts(), 'total_wt'));

        return match ((int) $type) {
            self::BOTH, self::BOTH_WITHOUT_SHIPPING, self::ONLY_PRODUCTS => round((float) $sum, 2),
            self::ONLY_DISCOUNTS, self::ONLY_SHIPPING, self::ONLY_WRAPPING => 0.0,
            default => OutsideKernel::refuse("Cart::getOrderTotal() of type $type"),
        };
    }

    public function nbProducts(): int
    {
        return (int) array_sum(array_column($this->getProducts(), 'cart_quantity'));
    }

    public function updateQty($quantity, $idProduct, $idAttribute = null, $idCustomization = false, $operator = 'up'): bool
    {
        if ($operator !== 'up' || $quantity < 1) {
            OutsideKernel::refuse("Cart::updateQty() with $operator");
        }
        $where = '`id_cart` = ' . (int) $this->id . ' AND `id_product` = ' . (int) $idProduct;
        $now = (int) Db::getInstance()->getValue("SELECT `quantity` FROM `ps_cart_product` WHERE $where");
        Db::getInstance()->delete('cart_product', $where);

        return Db::getInstance()->insert('cart_product', ['id_cart' => (int) $this->id, 'id_product' => (int) $idProduct, 'quantity' => $now + (int) $quantity]);
    }

    public function orderExists(): bool
    {
        return Order::getIdByCartId((int) $this->id) !== false;
    }

    public function isVirtualCart(): bool
    {
        return $this->nbProducts() > 0;
    }

    public function isMultiAddressDelivery(): bool
    {
        return false;
    }

    /** @return list<array<string, mixed>> */
    public function getCartRules($filter = null, $autoAdd = true, $useOrderPrices = false): array
    {
        return [];
    }
}
