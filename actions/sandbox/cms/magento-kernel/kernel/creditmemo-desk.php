<?php

declare(strict_types=1);

namespace Kernel;

use Magento\Framework\Exception\LocalizedException;
use Magento\Sales\Model\Order\Creditmemo;
use Magento\Sales\Model\ResourceModel\Order as OrderResource;

/** Refunds credit memos that a module made: books them, and asks the payment method only where the memo allows it. */
final class CreditmemoDesk implements \Magento\Sales\Api\CreditmemoManagementInterface
{
    public function refund(Creditmemo $creditmemo, $offlineRequested = false)
    {
        $order = $creditmemo->getOrder();
        $amount = (float) $creditmemo->getBaseGrandTotal();
        $left = (float) $order->getBaseTotalPaid() - (float) $order->getBaseTotalRefunded();
        if ($amount <= 0 || $amount > $left + 0.0001) {
            throw new LocalizedException(__('The most money available to refund is %1.', number_format($left, 2)));
        }
        if (!$offlineRequested && $creditmemo->getData('payment_refund_disallowed') !== true) {
            throw Outside::of('a credit memo of a module that is refunded online');
        }
        $order->getPayment()->keepRefund($amount, false);
        (new OrderResource())->save($order);

        return $creditmemo;
    }
}
