<?php

declare(strict_types=1);

/** An order, with what modules add to it. */
final class OrderPage
{
    /** @param array{0?: string, 1?: string} $notice */
    public static function render(int $id, array $notice = []): string
    {
        $order = new Order($id);
        if (!Validate::isLoadedObject($order)) {
            http_response_code(404);

            return BackPage::render('AdminOrders', '404', '');
        }
        $context = Context::getContext();
        if ($context->cookie->desk_notice) {
            $notice = (array) json_decode((string) $context->cookie->desk_notice, true);
            unset($context->cookie->desk_notice);
        }
        $hook = static fn (string $name): string => Hook::exec($name, ['id_order' => $id]);
        $title = Words::say('Order') . " #$id {$order->reference}";
        $body = '<div id="order-view-page"><div>' . $hook('displayAdminOrderTop') . self::actions($order) . '</div>'
            . '<div class="product-row"><div class="left-column">' . self::customer($order) . $hook('displayAdminOrderSide') . $hook('displayAdminOrderSideBottom') . '</div>'
            . '<div class="right-column">' . self::products($order) . self::history($order) . $hook('displayAdminOrderMain') . self::payments($order) . $hook('displayAdminOrderMainBottom') . '</div></div>' . $hook('displayAdminOrder') . '</div>';

        return BackPage::render('AdminOrders', $title, $body, $notice);
    }

    public static function badge(OrderState $state): string
    {
        return '<span class="badge rounded" style="background-color:' . Tools::safeOutput($state->color ?: '#6c868e') . '">' . Tools::safeOutput((string) $state->name) . '</span>';
    }

    private static function card(string $id, string $title, string $body, string $count = ''): string
    {
        return "<div class=\"card mt-2\" id=\"$id\"><div class=\"card-header\"><h3 class=\"card-header-title\">" . Tools::safeOutput(Words::say($title)) . "$count</h3></div><div class=\"card-body\">$body</div></div>";
    }

    /** @param list<string> $heads @param list<list<string>> $rows Cells are HTML. */
    private static function table(string $attributes, array $heads, array $rows): string
    {
        $head = implode('', array_map(static fn (string $word): string => '<th>' . Tools::safeOutput($word === '' ? '' : Words::say($word)) . '</th>', $heads));
        $body = implode('', array_map(static fn (array $cells): string => '<tr>' . implode('', array_map(static fn (string $cell): string => "<td>$cell</td>", $cells)) . '</tr>', $rows));

        return "<table class=\"table\" $attributes><thead><tr>$head</tr></thead><tbody>$body</tbody></table>";
    }

    private static function actions(Order $order): string
    {
        $options = '';
        foreach (OrderState::getOrderStates((int) Context::getContext()->language->id) as $state) {
            $selected = (int) $state['id_order_state'] === (int) $order->current_state ? ' selected' : '';
            $options .= "<option value=\"{$state['id_order_state']}\"$selected>" . Tools::safeOutput($state['name']) . '</option>';
        }
        $refund = $order->hasBeenPaid() || $order->hasPayments()
            ? '<button class="btn btn-action partial-refund-display" type="button">⇄ ' . Tools::safeOutput(Words::say('Partial refund')) . '</button>'
            : '';

        return '<div class="order-actions"><form name="update_order_status_action_bar" method="post" id="update_order_status_action_form" action="' . Tools::safeOutput(OrdersPage::address((int) $order->id, 'status')) . "\"><div class=\"input-group\"><select id=\"update_order_status_action_input\" name=\"update_order_status_action_bar[new_order_status_id]\" class=\"form-control\">$options</select> <button class=\"btn btn-action\" id=\"update_order_status_action_btn\" type=\"submit\">" . Tools::safeOutput(Words::say('Update status')) . "</button></div></form>$refund</div>";
    }

    private static function customer(Order $order): string
    {
        $customer = $order->getCustomer();
        $address = new Address((int) $order->id_address_delivery);
        $lines = ["{$customer->firstname} {$customer->lastname}", $customer->email, $address->address1, "{$address->postcode} {$address->city}", $address->country];

        return self::card('customerInfo', 'Customer', '<p>' . implode('<br>', array_map(static fn ($line): string => '<bdi>' . Tools::safeOutput((string) $line) . '</bdi>', $lines)) . '</p>');
    }

    private static function products(Order $order): string
    {
        $rows = [];
        foreach ($order->getProducts() as $row) {
            $id = (int) $row['id_order_detail'];
            $left = (int) $row['product_quantity'] - (int) $row['product_quantity_refunded'];
            $fields = "<div class=\"cancel-product-element cancel-product-cell\" hidden><div class=\"cancel-product-quantity form-group\"><input type=\"number\" min=\"0\" max=\"$left\" id=\"cancel_product_quantity_$id\" name=\"cancel_product[quantity_$id]\" value=\"0\" class=\"form-control\" data-product-price-tax-incl=\"{$row['unit_price_tax_incl']}\" aria-label=\"" . Tools::safeOutput(Words::say('Quantity')) . "\"></div>"
                . "<div class=\"cancel-product-amount form-group\"><input type=\"text\" id=\"cancel_product_amount_$id\" name=\"cancel_product[amount_$id]\" value=\"0\" class=\"form-control\" aria-label=\"" . Tools::safeOutput(Words::say('Amount')) . '"> €</div></div>';
            $rows[] = [Tools::safeOutput($row['product_name']), CatalogPages::price((float) $row['unit_price_tax_incl']), '<span class="badge badge-secondary">' . (int) $row['product_quantity'] . '</span>', CatalogPages::price((float) $row['total_price_tax_incl']), $fields];
        }
        $box = static fn (string $name, string $english, bool $checked): string => "<label><input type=\"checkbox\" id=\"cancel_product_$name\" name=\"cancel_product[$name]\" value=\"1\"" . ($checked ? ' checked' : '') . '> ' . Tools::safeOutput(Words::say($english)) . '</label> ';
        $boxes = '<div class="cancel-product-element refund-checkboxes-container" hidden>' . $box('restock', 'Re-stock products', true) . $box('credit_slip', 'Generate a credit slip', true) . $box('voucher', 'Generate a voucher', false) . '</div>'
            . '<div class="cancel-product-element form-submit" hidden><button type="submit" id="cancel_product_save" name="cancel_product[save]" class="btn btn-primary save-cancel-product">' . Tools::safeOutput(Words::say('Partial refund')) . '</button></div>';
        $total = '<div class="info-block"><strong>' . Tools::safeOutput(Words::say('Total')) . '</strong> <span class="badge rounded badge-dark" id="orderTotal">' . CatalogPages::price((float) $order->total_paid) . '</span></div>';
        $form = '<form name="cancel_product" method="post" action="' . Tools::safeOutput(OrdersPage::address((int) $order->id, 'partial-refund')) . '">' . self::table('id="orderProductsTable"', ['Product', 'Price per unit', 'Quantity', 'Total', ''], $rows) . "$total$boxes</form>";

        return self::card('orderProductsPanel', 'Products', $form, ' (' . count($rows) . ')');
    }

    private static function history(Order $order): string
    {
        $idLang = (int) Context::getContext()->language->id;
        $rows = array_map(static fn (array $row): array => ['<span data-role="status-column">' . self::badge(new OrderState((int) $row['id_order_state'], $idLang)) . '</span>', '<bdi>' . Tools::safeOutput($row['date_add']) . '</bdi>'], $order->getHistory($idLang));
        $slips = [];
        foreach ($order->getOrderSlipsCollection() as $slip) {
            $slips[] = [Tools::safeOutput(Words::say('Credit slip')) . ' #' . (int) $slip->id, CatalogPages::price((float) $slip->amount), '<bdi>' . Tools::safeOutput($slip->date_add) . '</bdi>'];
        }
        $documents = $slips === [] ? '' : '<h4>' . Tools::safeOutput(Words::say('Documents')) . '</h4>' . self::table('data-role="documents-grid-table"', ['', 'Amount', 'Date'], $slips);

        return self::card('view_order_history', 'Status', self::table('data-role="history-grid-table"', ['Status', 'Date'], $rows) . $documents, ' (' . count($rows) . ')');
    }

    private static function payments(Order $order): string
    {
        $rows = [];
        foreach ($order->getOrderPayments() as $payment) {
            $rows[] = ['<bdi>' . Tools::safeOutput($payment->date_add) . '</bdi>', Tools::safeOutput($payment->payment_method), '<bdi data-role="transaction-id-column">' . Tools::safeOutput($payment->transaction_id) . '</bdi>', CatalogPages::price((float) $payment->amount)];
        }

        return self::card('view_order_payments_block', 'Payment', self::table('data-role="payments-grid-table"', ['Date', 'Payment method', 'Transaction ID', 'Amount'], $rows), ' (' . count($rows) . ')');
    }
}
