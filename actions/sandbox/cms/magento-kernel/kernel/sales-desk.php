<?php

declare(strict_types=1);

namespace Kernel;

use Magento\Framework\DataObject;
use Magento\Framework\Exception\LocalizedException;
use Magento\Sales\Model\Order;
use Magento\Sales\Model\ResourceModel\Order as OrderResource;

/** What the shop does with orders: places them, and pays a part back with a credit memo. */
final class SalesDesk
{
    public const PIECE = 12.5;

    /** Places the session's cart as an order. A method that says no leaves no order behind. */
    public static function place(string $code, string $email, string $name): Order
    {
        $method = PaymentMethods::open()[$code] ?? null;
        $pieces = (int) ($_SESSION['pieces'] ?? 0);
        if ($method === null || $pieces === 0) {
            throw new LocalizedException(__('The requested Payment Method is not available.'));
        }
        $number = sprintf('%09d', 1 + (int) Database::get()->rows('SELECT COUNT(*) AS n FROM sales_order')[0]['n']);
        $order = new Order([
            'increment_id' => $number, 'state' => Order::STATE_NEW, 'status' => 'pending', 'pieces' => $pieces,
            'base_grand_total' => $pieces * self::PIECE, 'customer_email' => $email, 'customer_name' => $name,
            'can_send_new_email' => true, 'comments' => [],
        ]);
        $order->setPayment(new Order\Payment(['method' => $code, 'additional_information' => []]));
        if (!$method->isInitializeNeeded()) {
            throw Outside::of('a payment method that does not initialize');
        }
        $state = new DataObject();
        $method->initialize($order->getPayment(), $method->getConfigData('payment_action'), $state);
        $order->setState($state->getData('state') ?? Order::STATE_NEW)->setStatus($state->getData('status') ?? 'pending');
        (new OrderResource())->save($order);
        [$_SESSION['last_real_order_id'], $_SESSION['ordered_pieces'], $_SESSION['pieces']] = [$number, $pieces, 0];
        (new EventManager())->dispatch('checkout_submit_all_after', ['increment_id' => $number]);

        return $order;
    }

    /** A credit memo of an amount, paid back online by the order's own method. */
    public static function refund(Order $order, float $amount): void
    {
        $paid = (float) $order->getData('base_total_paid');
        $left = $paid - (float) $order->getBaseTotalRefunded();
        if ($amount <= 0 || $amount > $left + 0.0001) {
            throw new LocalizedException(__('The most money available to refund is %1.', number_format($left, 2)));
        }
        $payment = $order->getPayment();
        $method = $payment->getMethodInstance();
        if ($amount < $paid - 0.0001 && !$method->canRefundPartialPerInvoice()) {
            throw new LocalizedException(__('The refund action is not available.'));
        }
        $payment->setParentTransactionId((string) $payment->getData('last_trans_id'));
        $payment->setCreditmemo(new Order\Creditmemo(new Order\Invoice($left - $amount, (string) $payment->getData('last_trans_id'), $order)));
        $method->refund($payment, $amount);
        $payment->keepRefund($amount);
        (new OrderResource())->save($order);
    }

    /** @return list<Order> The newest first. */
    public static function orders(): array
    {
        return array_map(
            static function (array $row): Order {
                $order = new Order();
                (new OrderResource())->load($order, $row['entity_id'], 'entity_id');

                return $order;
            },
            Database::get()->rows('SELECT entity_id FROM sales_order ORDER BY entity_id DESC')
        );
    }

    /** @return list<array<string, mixed>> What the scenario may know of the orders, with amounts in minor units. */
    public static function describe(): array
    {
        return array_map(static fn (Order $order): array => [
            'id' => (int) $order->getId(),
            'number' => $order->getIncrementId(),
            'state' => $order->getState(),
            'total' => (int) round(100 * $order->getBaseGrandTotal()),
            'refunded' => (int) round(100 * (float) $order->getBaseTotalRefunded()),
            'comments' => array_column($order->getData('comments') ?? [], 'comment'),
            'transactions' => $order->getPayment()->getData('transactions') ?? [],
            'information' => $order->getPayment()->getAdditionalInformation(),
        ], self::orders());
    }
}
