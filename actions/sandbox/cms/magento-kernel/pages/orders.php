<?php

declare(strict_types=1);

namespace Kernel\Pages;

use Kernel\Messages;
use Kernel\ObjectManager;
use Kernel\SalesDesk;
use Kernel\Words;
use Magento\Framework\Exception\LocalizedException;
use Magento\Sales\Model\Order;
use Magento\Sales\Model\ResourceModel\Order as OrderResource;

/** Sales > Orders: the list, one order with its payment, and its credit memo. */
final class Orders
{
    public static function list(): void
    {
        $rows = '';
        foreach (SalesDesk::orders() as $order) {
            $rows .= '<tr><td><a href="/admin/sales/order/view/order_id/' . $order->getId() . '">' . Frame::e((string) $order->getIncrementId()) . '</a></td><td>' . Frame::e((string) $order->getData('customer_name')) . '</td><td>' . self::money((float) $order->getBaseGrandTotal()) . '</td><td>' . Frame::t((string) $order->getStatus()) . '</td></tr>';
        }
        echo Frame::admin(Words::translate('Orders'), '<div class="box"><table>' . $rows . '</table></div>');
    }

    public static function view(int $id): void
    {
        $order = self::load($id);
        $comments = '';
        foreach (array_reverse($order->getData('comments') ?? []) as $comment) {
            $comments .= '<li class="note">' . Frame::e((string) $comment['comment']) . '</li>';
        }
        $refunded = (float) $order->getBaseTotalRefunded();
        $body = '<div class="cols even"><div class="box"><h2>' . Frame::t('Order') . ' # ' . Frame::e((string) $order->getIncrementId()) . '</h2><p>' . Frame::t('Status') . ': <b id="order_status">' . Frame::t((string) $order->getStatus()) . '</b></p><p>' . Frame::e((string) $order->getData('customer_name')) . '<br><bdi>' . Frame::e((string) $order->getCustomerEmail()) . '</bdi></p></div>'
            . '<div class="box" id="payment-information"><h2>' . Frame::t('Payment Information') . '</h2>' . self::payment($order) . '</div>'
            . '<div class="box"><h2>' . Frame::t('Notes for this Order') . '</h2><ul>' . $comments . '</ul></div>'
            . '<div class="box"><h2>' . Frame::t('Order Totals') . '</h2><div class="row"><span>' . Frame::t('Grand Total') . '</span><b>' . self::money((float) $order->getBaseGrandTotal()) . '</b></div><div class="row"><span>' . Frame::t('Total Refunded') . '</span><b id="refunded">' . self::money($refunded) . '</b></div></div></div>';
        echo Frame::admin('#' . $order->getIncrementId(), $body . ((float) $order->getData('base_total_paid') > $refunded ? self::memo($order) : ''));
    }

    public static function refund(int $id): void
    {
        try {
            SalesDesk::refund(self::load($id), (float) str_replace(',', '.', (string) ($_POST['creditmemo']['amount'] ?? '')));
            (new Messages())->addSuccessMessage(__('You created the credit memo.'));
        } catch (LocalizedException $problem) {
            (new Messages())->addErrorMessage($problem->getMessage());
        }
        header("Location: /admin/sales/order/view/order_id/$id", true, 303);
    }

    private static function memo(Order $order): string
    {
        return '<form class="box narrow" id="creditmemo" method="post" action="/admin/sales/order_creditmemo/save/order_id/' . $order->getId() . '">' . Desk::formKey() . '<h2>' . Frame::t('Credit Memo') . '</h2><label for="creditmemo_amount">' . Frame::t('Refund Amount') . ' (EUR)</label><input id="creditmemo_amount" name="creditmemo[amount]" dir="ltr"><p><button class="primary" id="refund">' . Frame::t('Refund') . '</button></p></form>';
    }

    /** The module's own block of the payment. */
    private static function payment(Order $order): string
    {
        $method = $order->getPayment()->getMethodInstance();
        $block = ObjectManager::get()->create((string) $method->getInfoBlockType())->setInfo($order->getPayment());
        $html = '<p><b>' . Frame::e((string) $method->getTitle()) . '</b></p><table>';
        foreach ($block->getSpecificInformation() as $label => $value) {
            $html .= '<tr><th>' . Frame::e((string) $label) . '</th><td><bdi>' . Frame::e((string) $value) . '</bdi></td></tr>';
        }

        return "$html</table>";
    }

    private static function load(int $id): Order
    {
        $order = new Order();
        (new OrderResource())->load($order, $id, 'entity_id');
        if (!$order->getId()) {
            throw new \RuntimeException("There is no order $id.");
        }

        return $order;
    }

    private static function money(float $amount): string
    {
        return '<bdi>' . number_format($amount, 2) . ' EUR</bdi>';
    }
}
