<?php

declare(strict_types=1);

/** The list of orders, newest first. */
final class OrdersPage
{
    public static function render(): string
    {
        $rows = '';
        $idLang = (int) Context::getContext()->language->id;
        foreach (Db::getInstance()->executeS('SELECT `id_order` FROM `ps_orders` ORDER BY `id_order` DESC') as $row) {
            $order = new Order((int) $row['id_order']);
            $customer = $order->getCustomer();
            $cells = [(string) $order->id, $order->reference, "{$customer->firstname} {$customer->lastname}"];
            $cells = implode('', array_map(static fn (string $cell): string => '<td>' . Tools::safeOutput($cell) . '</td>', $cells));
            $link = Tools::safeOutput(self::address((int) $order->id));
            $rows .= "<tr>$cells<td>" . CatalogPages::price((float) $order->total_paid) . '</td><td>' . Tools::safeOutput($order->payment) . '</td><td>' . OrderPage::badge(new OrderState((int) $order->current_state, $idLang)) . "</td><td><a class=\"btn btn-outline-primary grid-view-row-link\" href=\"$link\">→</a></td></tr>";
        }
        $heads = implode('', array_map(static fn (string $word): string => '<th>' . Tools::safeOutput(Words::say($word)) . '</th>', ['Order', 'Reference', 'Customer', 'Total', 'Payment', 'Status']));

        return BackPage::render('AdminOrders', Words::say('Orders'), "<div class=\"card\"><div class=\"card-body\"><table class=\"table\" id=\"order_grid_table\"><thead><tr>$heads<th></th></tr></thead><tbody>$rows</tbody></table></div></div>");
    }

    public static function address(int $id, string $page = 'view'): string
    {
        return "/desk/index.php/sell/orders/$id/$page?_token=" . Tools::getAdminTokenLite('back-office');
    }
}
