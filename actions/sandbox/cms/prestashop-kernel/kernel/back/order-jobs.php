<?php

declare(strict_types=1);

/** What the desk does with an order. */
final class OrderJobs
{
    private static function back(int $id, string $kind, string $text): never
    {
        Context::getContext()->cookie->desk_notice = (string) json_encode([$kind, $text]);
        Tools::redirect(OrdersPage::address($id));
    }

    /** A credit slip over what was typed, and the hook by which modules pay it back. */
    public static function refund(int $id): string
    {
        $order = new Order($id);
        $sent = Tools::getValue('cancel_product');
        if (!Validate::isLoadedObject($order) || !is_array($sent)) {
            throw new PrestaShopException("There is no order $id to refund.");
        }
        $products = self::chosen($order, $sent);
        $amount = round(array_sum(array_column($products, 'amount')), 2);
        if ($products === [] || $amount <= 0) {
            self::back($id, 'danger', Words::say('Please enter a positive amount.'));
        }
        foreach ($products as $product) {
            $detail = new OrderDetail($product['id_order_detail']);
            $detail->product_quantity_refunded += $product['quantity'];
            $detail->total_refunded_tax_incl += $product['amount'];
            $detail->total_refunded_tax_excl += $product['amount'];
            $detail->update();
        }
        // With a voucher the slip is made all the same: modules must see in the form that no money goes back.
        if (!empty($sent['credit_slip']) || !empty($sent['voucher'])) {
            self::addSlip($order, $amount, $products);
        }
        self::back($id, 'success', Words::say('A partial refund was successfully created.'));
    }

    private static function addSlip(Order $order, float $amount, array $products): void
    {
        $slip = new OrderSlip();
        $slip->id_customer = (int) $order->id_customer;
        $slip->id_order = (int) $order->id;
        // As PrestaShop notes a refund of products without shipping and without a voucher; its tables know no taxes here.
        $slip->total_products_tax_incl = $slip->total_products_tax_excl = $slip->amount = $amount;
        $slip->add();
        Hook::exec('actionOrderSlipAdd', ['order' => $order, 'productList' => $products, 'qtyList' => array_column($products, 'quantity', 'id_order_detail')]);
        Mail::Send((int) $order->id_lang, 'credit_slip', Words::say('Credit slip'), ['{id_order}' => (int) $order->id, '{order_name}' => $order->getUniqReference()], $order->getCustomer()->email);
    }

    /** @return array<int, array{id_order_detail: int, quantity: int, amount: float, unit_price: float}> */
    private static function chosen(Order $order, array $sent): array
    {
        $chosen = [];
        foreach ($order->getProducts() as $row) {
            $id = (int) $row['id_order_detail'];
            $quantity = (int) ($sent["quantity_$id"] ?? 0);
            $amount = (float) str_replace(',', '.', (string) ($sent["amount_$id"] ?? '0'));
            $left = (float) $row['total_price_tax_incl'] - (float) $row['total_refunded_tax_incl'];
            if ($quantity < 0 || $amount < 0 || $quantity > (int) $row['product_quantity'] - (int) $row['product_quantity_refunded'] || $amount > $left + 0.004) {
                self::back((int) $order->id, 'danger', Words::say('Please enter a positive amount.'));
            }
            if ($quantity > 0) {
                $chosen[$id] = ['id_order_detail' => $id, 'quantity' => $quantity, 'amount' => $amount, 'unit_price' => $amount / $quantity];
            }
        }

        return $chosen;
    }

    public static function changeState(int $id): string
    {
        $sent = Tools::getValue('update_order_status_action_bar');
        $order = new Order($id);
        if (!Validate::isLoadedObject($order) || !is_array($sent)) {
            throw new PrestaShopException("There is no order $id.");
        }
        $order->setCurrentState((int) ($sent['new_order_status_id'] ?? 0), (int) Context::getContext()->employee->id);
        self::back($id, 'success', Words::say('The status has been updated.'));
    }
}
