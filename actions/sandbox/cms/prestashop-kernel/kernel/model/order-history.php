<?php

declare(strict_types=1);

class OrderHistory extends ObjectModel
{
    public $id_order;
    public $id_order_state;
    public $id_employee = 0;
    public $date_add;

    public static $definition = [
        'table' => 'order_history',
        'primary' => 'id_order_history',
        'fields' => [
            'id_order' => ['type' => self::TYPE_INT, 'required' => true],
            'id_order_state' => ['type' => self::TYPE_INT, 'required' => true],
            'id_employee' => ['type' => self::TYPE_INT],
            'date_add' => ['type' => self::TYPE_DATE],
        ],
    ];

    public function changeIdOrderState($newState, $order, $useExistingPayment = false): void
    {
        if (!$newState || !$order) {
            return;
        }
        $order = is_object($order) ? $order : new Order((int) $order);
        $new = new OrderState((int) $newState, (int) $order->id_lang);
        $old = new OrderState((int) $order->current_state, (int) $order->id_lang);
        if (!Validate::isLoadedObject($new)) {
            throw new PrestaShopException("There is no order state $newState.");
        }
        if ((int) $new->id === (int) Configuration::get('PS_OS_PAYMENT')) {
            Hook::exec('actionPaymentConfirmation', ['id_order' => (int) $order->id]);
        }
        $told = ['newOrderStatus' => $new, 'oldOrderStatus' => $old, 'id_order' => (int) $order->id];
        Hook::exec('actionOrderStatusUpdate', $told);
        $this->id_order = (int) $order->id;
        $this->id_order_state = (int) $new->id;
        $order->current_state = (int) $new->id;
        $order->valid = $new->logable;
        if ($new->invoice && !$order->hasInvoice()) {
            $order->invoice_number = (int) $order->id;
        }
        $order->update();
        // As in PrestaShop: a paid state completes what is not paid yet.
        $missing = (float) $order->total_paid - $order->getTotalPaid();
        if ($new->paid && !$old->paid && $missing > 0.005) {
            $order->addOrderPayment($missing, $order->payment);
        }
        Hook::exec('actionOrderStatusPostUpdate', $told);
    }

    public function addWithemail($autoDate = true, $templateVars = false, $context = null): bool
    {
        if (!$this->add($autoDate)) {
            return false;
        }
        $order = new Order((int) $this->id_order);
        $state = new OrderState((int) $this->id_order_state, (int) $order->id_lang);
        if ($state->send_email) {
            Mail::Send((int) $order->id_lang, (string) $state->template, (string) $state->name, is_array($templateVars) ? $templateVars : [], $order->getCustomer()->email);
        }

        return true;
    }
}
