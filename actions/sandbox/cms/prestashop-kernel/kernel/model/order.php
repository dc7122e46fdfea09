<?php

declare(strict_types=1);

class Order extends ObjectModel
{
    public const ROUND_ITEM = 1;
    public const ROUND_LINE = 2;
    public const ROUND_TOTAL = 3;

    public $reference;
    public $id_cart;
    public $id_customer;
    public $id_currency;
    public $id_lang;
    public $id_shop = 1;
    public $id_shop_group = 1;
    public $id_carrier = 0;
    public $id_address_delivery;
    public $id_address_invoice;
    public $current_state = 0;
    public $secure_key;
    public $payment;
    public $module;
    public $conversion_rate = 1;
    public $total_paid = 0;
    public $total_paid_tax_incl = 0;
    public $total_paid_tax_excl = 0;
    public $total_paid_real = 0;
    public $total_products = 0;
    public $total_products_wt = 0;
    public $total_shipping = 0;
    public $total_shipping_tax_incl = 0;
    public $total_shipping_tax_excl = 0;
    public $total_discounts = 0;
    public $total_discounts_tax_incl = 0;
    public $total_wrapping = 0;
    public $invoice_number = 0;
    public $valid = 0;
    public $date_add;
    public $date_upd;

    public static $definition = [
        'table' => 'orders',
        'primary' => 'id_order',
        'fields' => [
            'reference' => ['type' => self::TYPE_STRING, 'size' => 9],
            'id_cart' => ['type' => self::TYPE_INT, 'required' => true],
            'id_customer' => ['type' => self::TYPE_INT, 'required' => true],
            'id_currency' => ['type' => self::TYPE_INT, 'required' => true],
            'id_lang' => ['type' => self::TYPE_INT, 'required' => true],
            'id_address_delivery' => ['type' => self::TYPE_INT, 'required' => true],
            'id_address_invoice' => ['type' => self::TYPE_INT, 'required' => true],
            'current_state' => ['type' => self::TYPE_INT],
            'secure_key' => ['type' => self::TYPE_STRING, 'validate' => 'isMd5'],
            'payment' => ['type' => self::TYPE_STRING, 'validate' => 'isGenericName', 'required' => true, 'size' => 255],
            'module' => ['type' => self::TYPE_STRING, 'validate' => 'isModuleName', 'required' => true, 'size' => 255],
            'conversion_rate' => ['type' => self::TYPE_FLOAT],
            'total_paid' => ['type' => self::TYPE_FLOAT],
            'total_paid_tax_incl' => ['type' => self::TYPE_FLOAT],
            'total_paid_tax_excl' => ['type' => self::TYPE_FLOAT],
            'total_paid_real' => ['type' => self::TYPE_FLOAT],
            'total_products' => ['type' => self::TYPE_FLOAT],
            'total_products_wt' => ['type' => self::TYPE_FLOAT],
            'total_shipping' => ['type' => self::TYPE_FLOAT],
            'invoice_number' => ['type' => self::TYPE_INT],
            'valid' => ['type' => self::TYPE_BOOL],
            'date_add' => ['type' => self::TYPE_DATE],
            'date_upd' => ['type' => self::TYPE_DATE],
        ],
    ];

    public static function generateReference(): string
    {
        return implode('', array_map(static fn (): string => chr(random_int(65, 90)), range(1, 9)));
    }

    public static function getIdByCartId($idCart)
    {
        $id = Db::getInstance()->getValue('SELECT `id_order` FROM `ps_orders` WHERE `id_cart` = ' . (int) $idCart);

        return $id === false ? false : (int) $id;
    }

    public static function getByCartId($idCart): ?self
    {
        $id = self::getIdByCartId($idCart);

        return $id === false ? null : new self($id);
    }

    public static function getByReference($reference): PrestaShopCollection
    {
        return (new PrestaShopCollection(self::class))->where('reference', '=', $reference);
    }

    public function getCurrentState(): int
    {
        return (int) $this->current_state;
    }

    public function getCurrentOrderState(): ?OrderState
    {
        return $this->current_state ? new OrderState((int) $this->current_state) : null;
    }

    public function setCurrentState($state, $idEmployee = 0): void
    {
        $history = new OrderHistory();
        $history->id_order = (int) $this->id;
        $history->id_employee = (int) $idEmployee;
        $history->changeIdOrderState((int) $state, $this, !$this->hasInvoice());
        $history->addWithemail();
    }

    public function getHistory($idLang, $idState = false, $noHidden = false, $filters = 0): array
    {
        return Db::getInstance()->executeS(
            'SELECT h.*, s.`color`, s.`paid`, l.`name` AS ostate_name FROM `ps_order_history` h INNER JOIN `ps_order_state` s ON s.`id_order_state` = h.`id_order_state`'
            . ' INNER JOIN `ps_order_state_lang` l ON l.`id_order_state` = s.`id_order_state` AND l.`id_lang` = ' . (int) $idLang
            . ' WHERE h.`id_order` = ' . (int) $this->id . ($idState ? ' AND h.`id_order_state` = ' . (int) $idState : '')
            . ' ORDER BY h.`id_order_history` DESC'
        );
    }

    /** How often the order was in a state that counts as paid. */
    public function hasBeenPaid(): int
    {
        return count(array_filter($this->getHistory((int) $this->id_lang), static fn (array $row): bool => (bool) (int) $row['paid']));
    }

    public function hasInvoice(): bool
    {
        return (int) $this->invoice_number > 0;
    }

    public function getOrderPaymentCollection(): PrestaShopCollection
    {
        return (new PrestaShopCollection('OrderPayment'))->where('order_reference', '=', $this->reference);
    }

    public function getOrderPayments(): array
    {
        return OrderPayment::getByOrderReference($this->reference);
    }

    public function hasPayments(): bool
    {
        return count($this->getOrderPaymentCollection()) > 0;
    }

    public function getTotalPaid($currency = null): float
    {
        return (float) array_sum(array_map(static fn (OrderPayment $one): float => (float) $one->amount, $this->getOrderPayments()));
    }

    public function addOrderPayment($amount, $method = null, $transactionId = null, $currency = null, $date = null, $invoice = null, $idEmployee = 0): bool
    {
        $payment = new OrderPayment();
        $payment->order_reference = $this->reference;
        $payment->id_currency = (int) ($currency->id ?? $this->id_currency);
        $payment->payment_method = $method ?: $this->payment;
        $payment->transaction_id = (string) $transactionId;
        $payment->amount = (float) $amount;
        $this->total_paid_real = (float) $this->total_paid_real + (float) $amount;

        return $payment->add() && $this->update();
    }

    /** @return list<array<string, string>> */
    public function getProducts($products = false): array
    {
        return OrderDetail::getList((int) $this->id);
    }

    public function getProductsDetail(): array
    {
        return OrderDetail::getList((int) $this->id);
    }

    public function getUniqReference(): string
    {
        return (string) $this->reference;
    }

    public function getCustomer(): Customer
    {
        return new Customer((int) $this->id_customer);
    }

    public function getOrdersTotalPaid(): float
    {
        return (float) $this->total_paid_tax_incl;
    }

    public function getOrderSlipsCollection(): PrestaShopCollection
    {
        return (new PrestaShopCollection('OrderSlip'))->where('id_order', '=', (int) $this->id);
    }

    public function isVirtual($strict = true): bool
    {
        return true;
    }
}
