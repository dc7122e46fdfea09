<?php

declare(strict_types=1);

// Magento\Sales: an order, its payment and how both change.

namespace Magento\Sales\Api\Data {
    interface OrderInterface
    {
        public function getIncrementId();

        public function getState();
    }
}

namespace Magento\Sales\Api {
    interface CreditmemoManagementInterface
    {
        public function refund(\Magento\Sales\Model\Order\Creditmemo $creditmemo, $offlineRequested = false);
    }

    interface OrderRepositoryInterface
    {
        public function get($id);

        public function save(Data\OrderInterface $entity);
    }
}

namespace Magento\Sales\Model {
    use Magento\Framework\Exception\LocalizedException;

    class Order extends \Magento\Framework\DataObject implements \Magento\Sales\Api\Data\OrderInterface
    {
        const STATE_NEW = 'new';
        const STATE_PENDING_PAYMENT = 'pending_payment';
        const STATE_PROCESSING = 'processing';
        const STATE_COMPLETE = 'complete';
        const STATE_CLOSED = 'closed';
        const STATE_CANCELED = 'canceled';
        const STATE_HOLDED = 'holded';
        const STATE_PAYMENT_REVIEW = 'payment_review';

        private ?Order\Payment $payment = null;

        public function getId()
        {
            return $this->getData('entity_id');
        }

        public function getEntityId()
        {
            return $this->getData('entity_id');
        }

        public function getIncrementId()
        {
            return $this->getData('increment_id');
        }

        public function getStoreId()
        {
            return 1;
        }

        public function getState()
        {
            return $this->getData('state');
        }

        public function setState($state)
        {
            return $this->setData('state', $state);
        }

        public function getStatus()
        {
            return $this->getData('status');
        }

        public function setStatus($status)
        {
            return $this->setData('status', $status);
        }

        public function getBaseGrandTotal()
        {
            return $this->getData('base_grand_total');
        }

        public function getBaseCurrencyCode()
        {
            return 'EUR';
        }

        public function getBaseTotalPaid()
        {
            return $this->getData('base_total_paid');
        }

        public function getBaseTotalRefunded()
        {
            return $this->getData('base_total_refunded');
        }

        public function setCustomerNoteNotify($flag)
        {
            return $this->setData('customer_note_notify', (bool) $flag);
        }

        /** @return list<Order\Item> The one article of this shop. */
        public function getAllItems()
        {
            return [new Order\Item((int) $this->getId())];
        }

        /** @return list<Order\Invoice> One for the capture that was not held for review. */
        public function getInvoiceCollection()
        {
            $captures = array_filter($this->getPayment()->getData('transactions') ?? [], static fn (array $one): bool => $one['kind'] === 'capture');
            $paid = (float) $this->getBaseTotalPaid();

            return $paid === 0.0 ? [] : array_map(
                fn (array $one): Order\Invoice => new Order\Invoice($paid - (float) $this->getBaseTotalRefunded(), (string) $one['id'], $this),
                array_values($captures)
            );
        }

        public function getCustomerEmail()
        {
            return $this->getData('customer_email');
        }

        public function getPayment()
        {
            if ($this->payment === null && $this->getData('payment') !== null) {
                $this->payment = new Order\Payment($this->getData('payment'));
                $this->payment->setOrder($this);
            }

            return $this->payment;
        }

        public function setPayment(?Order\Payment $payment = null)
        {
            $this->payment = $payment?->setOrder($this);

            return $payment;
        }

        public function setCanSendNewEmailFlag($flag)
        {
            return $this->setData('can_send_new_email', (bool) $flag);
        }

        public function addCommentToStatusHistory($comment, $status = false, $isVisibleOnFront = false)
        {
            $this->_data['comments'][] = ['comment' => (string) $comment, 'status' => $status ?: $this->getStatus()];

            return $this;
        }

        public function canHold()
        {
            return !in_array($this->getState(), [self::STATE_CANCELED, self::STATE_PAYMENT_REVIEW, self::STATE_COMPLETE, self::STATE_CLOSED, self::STATE_HOLDED], true);
        }

        public function hold()
        {
            if (!$this->canHold()) {
                throw new LocalizedException(__('A hold action is not available.'));
            }
            $this->setData('hold_before_state', $this->getState())->setData('hold_before_status', $this->getStatus());

            return $this->setState(self::STATE_HOLDED)->setStatus('holded');
        }

        public function canUnhold()
        {
            return $this->getState() === self::STATE_HOLDED;
        }

        public function unhold()
        {
            if (!$this->canUnhold()) {
                throw new LocalizedException(__('You cannot remove the hold.'));
            }

            return $this->setState($this->getData('hold_before_state'))->setStatus($this->getData('hold_before_status'));
        }

        public function canCancel()
        {
            return in_array($this->getState(), [self::STATE_NEW, self::STATE_PENDING_PAYMENT], true);
        }

        public function registerCancellation($comment = '', $graceful = true)
        {
            if (!$this->canCancel()) {
                if (!$graceful) {
                    throw new LocalizedException(__('We cannot cancel this order.'));
                }

                return $this;
            }
            $this->setState(self::STATE_CANCELED)->setStatus('canceled');
            $this->addCommentToStatusHistory($comment);

            return $this;
        }
    }
}

namespace Magento\Sales\Model\ResourceModel {
    use Kernel\Database;
    use Kernel\Outside;

    class Order
    {
        public function load(\Magento\Sales\Model\Order $object, $value, $field = null)
        {
            if (!in_array($field ?? 'entity_id', ['entity_id', 'increment_id'], true)) {
                throw Outside::of("an order found by $field");
            }
            $row = Database::get()->rows('SELECT entity_id, data FROM sales_order WHERE ' . ($field ?? 'entity_id') . ' = ?', [$value])[0] ?? null;
            if ($row !== null) {
                $object->setData(['entity_id' => (int) $row['entity_id']] + json_decode((string) $row['data'], true));
            }

            return $this;
        }

        public function save(\Magento\Sales\Model\Order $object)
        {
            $data = $object->getData();
            if ($object->getPayment() !== null) {
                $data['payment'] = $object->getPayment()->toRecord();
            }
            $id = $object->getId();
            unset($data['entity_id']);
            $json = json_encode($data, JSON_THROW_ON_ERROR);
            if ($id) {
                Database::get()->run('UPDATE sales_order SET data = ? WHERE entity_id = ?', [$json, $id]);
            } else {
                Database::get()->run('INSERT INTO sales_order (increment_id, data) VALUES (?, ?)', [$data['increment_id'], $json]);
                $object->setData('entity_id', Database::get()->lastId());
            }

            return $object;
        }
    }
}

namespace Magento\Sales\Model\Order {
    class Item
    {
        public function __construct(private int $id)
        {
        }

        public function getId()
        {
            return $this->id;
        }

        public function __call(string $name, array $arguments): never
        {
            throw \Kernel\Outside::of("the order item's $name()");
        }
    }

    class Invoice
    {
        public function __construct(private float $left, private string $transactionId, private \Magento\Sales\Model\Order $order)
        {
        }

        public function canRefund()
        {
            return $this->left > 0.0001;
        }

        public function getTransactionId()
        {
            return $this->transactionId;
        }

        public function getOrder()
        {
            return $this->order;
        }

        public function __call(string $name, array $arguments): never
        {
            throw \Kernel\Outside::of("the invoice's $name()");
        }
    }

    class Creditmemo extends \Magento\Framework\DataObject
    {
        public function __construct(private Invoice $invoice, array $data = [])
        {
            parent::__construct($data);
        }

        public function getInvoice()
        {
            return $this->invoice;
        }

        public function getOrder()
        {
            return $this->invoice->getOrder();
        }

        public function getBaseGrandTotal()
        {
            return $this->getData('base_grand_total');
        }

        public function setPaymentRefundDisallowed($flag)
        {
            return $this->setData('payment_refund_disallowed', (bool) $flag);
        }

        public function setAutomaticallyCreated($flag)
        {
            return $this->setData('automatically_created', (bool) $flag);
        }
    }

    class CreditmemoFactory
    {
        /** Without quantities everything that was paid; else the pieces, shipping and adjustment asked for, as Magento does. */
        public function createByInvoice(Invoice $invoice, array $data = [])
        {
            if (array_diff(array_keys($data), ['qtys', 'shipping_amount', 'adjustment_positive']) !== []) {
                throw \Kernel\Outside::of('a credit memo with ' . implode(', ', array_keys($data)));
            }
            $order = $invoice->getOrder();
            $pieces = $data === [] ? (int) $order->getData('pieces') : array_sum($data['qtys'] ?? [(int) $order->getData('pieces')]);
            $amount = $pieces * \Kernel\SalesDesk::PIECE + (float) ($data['shipping_amount'] ?? 0) + (float) ($data['adjustment_positive'] ?? 0);

            return new Creditmemo($invoice, ['base_grand_total' => $amount]);
        }
    }

    class Payment extends \Magento\Framework\DataObject implements \Magento\Payment\Model\InfoInterface
    {
        private const KEPT = ['method', 'additional_information', 'transactions', 'last_trans_id'];
        private \Magento\Sales\Model\Order $order;
        private ?Creditmemo $creditmemo = null;
        /** @var array<string, mixed> What is noted for the transaction that is being made. */
        private array $noted = [];

        public function setOrder(\Magento\Sales\Model\Order $order)
        {
            $this->order = $order;

            return $this;
        }

        public function getOrder()
        {
            return $this->order;
        }

        public function getMethod()
        {
            return $this->getData('method');
        }

        public function getMethodInstance()
        {
            return \Kernel\PaymentMethods::find((string) $this->getMethod());
        }

        public function getAdditionalInformation($key = null)
        {
            $all = $this->getData('additional_information') ?? [];

            return $key === null ? $all : ($all[$key] ?? null);
        }

        public function setAdditionalInformation($key, $value = null)
        {
            if (is_object($value)) {
                throw new \Magento\Framework\Exception\LocalizedException(__('The payment disallows storing objects.'));
            }
            $this->_data['additional_information'] = is_array($key) ? $key : [$key => $value] + ($this->getData('additional_information') ?? []);

            return $this;
        }

        public function hasAdditionalInformation($key = null)
        {
            return array_key_exists((string) $key, $this->getAdditionalInformation());
        }

        public function unsAdditionalInformation($key = null)
        {
            unset($this->_data['additional_information'][$key]);

            return $this;
        }

        public function setTransactionId($transactionId)
        {
            return $this->note('id', $transactionId);
        }

        public function setParentTransactionId($txnId)
        {
            return $this->note('parent', $txnId);
        }

        public function setIsTransactionClosed($isClosed)
        {
            return $this->note('closed', (bool) $isClosed);
        }

        public function setShouldCloseParentTransaction($flag)
        {
            return $this->note('closeParent', (bool) $flag);
        }

        public function setCurrencyCode($code)
        {
            return $this->note('currency', $code);
        }

        public function getCreditmemo()
        {
            return $this->creditmemo;
        }

        public function setCreditmemo(Creditmemo $creditmemo): void
        {
            $this->creditmemo = $creditmemo;
        }

        /** The whole amount in the order's currency invoices the order; any other is held for review, as Magento does. */
        public function registerCaptureNotification($amount, $skipFraudDetection = false)
        {
            $order = $this->order;
            $id = $this->keepTransaction('capture', (float) $amount);
            $same = ($this->noted['currency'] ?? $order->getBaseCurrencyCode()) === $order->getBaseCurrencyCode();
            $whole = abs($amount - $order->getBaseGrandTotal()) < 0.0001;
            $state = $skipFraudDetection || ($same && $whole) ? 'processing' : 'payment_review';
            $order->setState($state)->setStatus($state);
            $order->setData('base_total_paid', $state === 'processing' ? (float) $amount : 0.0);
            $order->addCommentToStatusHistory((string) __('Captured amount of %1 online. Transaction ID: %2', number_format((float) $amount, 2) . ' EUR', $id));
            $this->noted = [];

            return $this;
        }

        /** As Magento does: a whole refund is a credit memo, of a part only a comment says that somebody should write one. */
        public function registerRefundNotification($amount)
        {
            if (($this->noted['parent'] ?? '') === '') {
                throw new \LogicException('A refund names the transaction that it belongs to.');
            }
            if (abs($amount - $this->order->getBaseGrandTotal()) < 0.0001 && (float) $this->order->getBaseTotalRefunded() === 0.0) {
                $this->keepRefund((float) $amount);
            } else {
                $this->order->addCommentToStatusHistory((string) __('Credit Memo has not been created. Please create offline Credit Memo.'));
            }

            return $this;
        }

        public function keepRefund(float $amount, bool $online = true): void
        {
            $order = $this->order;
            $id = $this->keepTransaction('refund', $amount);
            $refunded = (float) $order->getBaseTotalRefunded() + $amount;
            $order->setData('base_total_refunded', $refunded);
            if (abs($refunded - $order->getBaseGrandTotal()) < 0.0001) {
                $order->setState('closed')->setStatus('closed');
            }
            $order->addCommentToStatusHistory((string) __($online ? 'We refunded %1 online. Transaction ID: %2' : 'We refunded %1 offline. Transaction ID: %2', number_format($amount, 2) . ' EUR', '"' . $id . '"'));
            $this->noted = [];
        }

        /** @return array<string, mixed> What is kept of it: nothing that a module only put down for a moment. */
        public function toRecord(): array
        {
            return array_intersect_key($this->getData(), array_flip(self::KEPT));
        }

        private function keepTransaction(string $kind, float $amount): string
        {
            $id = (string) ($this->noted['id'] ?? '');
            if ($id === '') {
                throw new \LogicException("A $kind has no transaction id.");
            }
            $this->_data['transactions'][] = ['kind' => $kind, 'amount' => $amount] + $this->noted;
            $this->_data['last_trans_id'] = $id;

            return $id;
        }

        private function note(string $name, mixed $value): self
        {
            $this->noted[$name] = $value;

            return $this;
        }
    }
}

namespace Magento\Sales\Model\Order\Email\Sender {
    class OrderSender
    {
        public function send(\Magento\Sales\Model\Order $order, $forceSyncMode = false)
        {
            if ($order->getData('can_send_new_email') === false) {
                return false;
            }
            \Kernel\journal('mail', ['to' => $order->getCustomerEmail(), 'subject' => 'Order ' . $order->getIncrementId()]);

            return true;
        }
    }
}
