<?php

declare(strict_types=1);

// Magento\Payment once more: commands, the adapter that a shop calls, and the block on order pages.

namespace Magento\Payment\Gateway\ErrorMapper {
    interface ErrorMessageMapperInterface
    {
        public function getMessage(string $code);
    }
}

namespace Magento\Payment\Gateway\Command {
    use Magento\Payment\Gateway\CommandInterface;
    use Magento\Payment\Gateway\Http\ClientInterface;
    use Magento\Payment\Gateway\Http\TransferFactoryInterface;
    use Magento\Payment\Gateway\Request\BuilderInterface;
    use Magento\Payment\Gateway\Response\HandlerInterface;
    use Magento\Payment\Gateway\Validator\ValidatorInterface;
    use Psr\Log\LoggerInterface;

    class CommandException extends \Magento\Framework\Exception\LocalizedException
    {
    }

    interface CommandPoolInterface
    {
        public function get($commandCode);
    }

    class CommandPool implements CommandPoolInterface
    {
        public function __construct(private array $commands = [])
        {
        }

        public function get($commandCode)
        {
            if (!isset($this->commands[$commandCode])) {
                throw new \Magento\Framework\Exception\LocalizedException(__('The "%1" command doesn\'t exist. Verify the command and try again.', $commandCode));
            }
            $command = \Kernel\ObjectManager::get()->one($this->commands[$commandCode]);
            if (!$command instanceof CommandInterface) {
                throw new \LogicException("The command $commandCode is no CommandInterface.");
            }

            return $command;
        }
    }

    class GatewayCommand implements CommandInterface
    {
        public function __construct(
            private BuilderInterface $requestBuilder,
            private TransferFactoryInterface $transferFactory,
            private ClientInterface $client,
            private LoggerInterface $logger,
            private ?HandlerInterface $handler = null,
            private ?ValidatorInterface $validator = null,
            private ?\Magento\Payment\Gateway\ErrorMapper\ErrorMessageMapperInterface $errorMessageMapper = null
        ) {
        }

        public function execute(array $commandSubject)
        {
            $transfer = $this->transferFactory->create($this->requestBuilder->build($commandSubject));
            $response = $this->client->placeRequest($transfer);
            $result = $this->validator?->validate(['response' => $response] + $commandSubject);
            if ($result !== null && !$result->isValid()) {
                $this->refuse(array_map('strval', array_merge($result->getErrorCodes(), $result->getFailsDescription())));
            }
            $this->handler?->handle($commandSubject, $response);
        }

        /** Codes and descriptions alike, each with its own line, as Magento does. */
        private function refuse(array $told): never
        {
            $words = [];
            foreach ($told as $code) {
                $mapped = (string) $this->errorMessageMapper?->getMessage($code);
                $words[] = $mapped;
                $this->logger->critical('Payment Error: ' . ($mapped === '' ? $code : $mapped));
            }
            $words = array_filter($words);
            throw new CommandException(__($words === [] ? 'Transaction has been declined. Please try again later.' : implode(PHP_EOL, $words)));
        }
    }
}

namespace Magento\Payment\Model\Method {
    use Magento\Framework\Exception\LocalizedException;
    use Magento\Payment\Gateway\Command\CommandPoolInterface;
    use Magento\Payment\Gateway\Config\ValueHandlerPoolInterface;
    use Magento\Payment\Gateway\Data\PaymentDataObjectFactoryInterface;
    use Magento\Payment\Model\InfoInterface;

    /** A payment method as the shop calls it: its settings decide what it may do, its commands do it. */
    class Adapter
    {
        public function __construct(
            private ValueHandlerPoolInterface $valueHandlerPool,
            private PaymentDataObjectFactoryInterface $paymentDataObjectFactory,
            private $code,
            private $formBlockType,
            private $infoBlockType,
            private ?CommandPoolInterface $commandPool = null
        ) {
        }

        public function getCode()
        {
            return $this->code;
        }

        public function getInfoBlockType()
        {
            return $this->infoBlockType;
        }

        public function getTitle()
        {
            return $this->getConfigData('title');
        }

        public function isActive($storeId = null)
        {
            return (bool) $this->getConfigData('active', $storeId);
        }

        public function getConfigData($field, $storeId = null)
        {
            return $this->valueHandlerPool->get($field)->handle(['field' => $field], $storeId);
        }

        public function isInitializeNeeded()
        {
            return (bool) (int) $this->getConfigData('can_initialize');
        }

        public function canUseCheckout()
        {
            return (bool) $this->getConfigData('can_use_checkout');
        }

        public function canRefund()
        {
            return (bool) $this->getConfigData('can_refund');
        }

        public function canRefundPartialPerInvoice()
        {
            return (bool) $this->getConfigData('can_refund_partial_per_invoice');
        }

        public function initialize(InfoInterface $payment, $paymentAction, $stateObject)
        {
            $this->execute('initialize', $payment, ['paymentAction' => $paymentAction, 'stateObject' => $stateObject]);

            return $this;
        }

        public function refund(InfoInterface $payment, $amount)
        {
            if (!$this->canRefund()) {
                throw new LocalizedException(__('The refund action is not available.'));
            }
            $this->execute('refund', $payment, ['amount' => $amount]);

            return $this;
        }

        private function execute(string $command, InfoInterface $payment, array $subject): void
        {
            if ($this->commandPool === null) {
                throw new \DomainException("The command pool isn't configured for use.");
            }
            $this->commandPool->get($command)->execute($subject + ['payment' => $this->paymentDataObjectFactory->create($payment)]);
        }
    }
}

namespace Magento\Payment\Block {
    use Magento\Framework\DataObject;
    use Magento\Framework\View\Element\Template\Context;
    use Magento\Payment\Gateway\ConfigInterface;

    class Info
    {
        protected ?\Magento\Sales\Model\Order\Payment $info = null;

        public function __construct(Context $context, array $data = [])
        {
        }

        public function setInfo(\Magento\Sales\Model\Order\Payment $info): self
        {
            $this->info = $info;

            return $this;
        }

        public function getSpecificInformation()
        {
            return $this->_prepareSpecificInformation()->getData();
        }

        protected function _prepareSpecificInformation($transport = null)
        {
            return $transport ?? new DataObject();
        }

        public function __call(string $name, array $arguments): never
        {
            throw \Kernel\Outside::of("the payment block's $name()");
        }
    }

    class ConfigurableInfo extends Info
    {
        public function __construct(Context $context, private ConfigInterface $config, array $data = [])
        {
            parent::__construct($context, $data);
        }

        protected function _prepareSpecificInformation($transport = null)
        {
            $transport = parent::_prepareSpecificInformation($transport);
            foreach (array_filter(explode(',', (string) $this->config->getValue('paymentInfoKeys'))) as $field) {
                $value = $this->info?->getAdditionalInformation($field);
                if ($value !== null) {
                    $transport->setData((string) $this->getLabel($field), (string) $this->getValueView($field, $value));
                }
            }

            return $transport;
        }

        protected function getLabel($field)
        {
            return __($field);
        }

        protected function getValueView($field, $value)
        {
            return $value;
        }
    }
}
