<?php

declare(strict_types=1);

// Magento\Payment: the method adapter, the command pool and what it is made of.

namespace Magento\Payment\Model {
    interface InfoInterface
    {
        public function setAdditionalInformation($key, $value = null);

        public function hasAdditionalInformation($key = null);

        public function unsAdditionalInformation($key = null);

        public function getAdditionalInformation($key = null);

        public function getMethodInstance();
    }
}

namespace Magento\Payment\Gateway {
    interface ConfigInterface
    {
        public function getValue($field, $storeId = null);

        public function setMethodCode($methodCode);

        public function setPathPattern($pathPattern);
    }

    interface CommandInterface
    {
        public function execute(array $commandSubject);
    }
}

namespace Magento\Payment\Gateway\Config {
    use Magento\Framework\App\Config\ScopeConfigInterface;

    class Config implements \Magento\Payment\Gateway\ConfigInterface
    {
        public function __construct(private ScopeConfigInterface $scopeConfig, private $methodCode = null, private $pathPattern = 'payment/%s/%s')
        {
        }

        public function setMethodCode($methodCode)
        {
            $this->methodCode = $methodCode;
        }

        public function setPathPattern($pathPattern)
        {
            $this->pathPattern = $pathPattern;
        }

        public function getValue($field, $storeId = null)
        {
            return $this->methodCode === null ? null : $this->scopeConfig->getValue(sprintf($this->pathPattern, $this->methodCode, $field), 'store', $storeId);
        }
    }

    interface ValueHandlerInterface
    {
        public function handle(array $subject, $storeId = null);
    }

    class ConfigValueHandler implements ValueHandlerInterface
    {
        public function __construct(private \Magento\Payment\Gateway\ConfigInterface $configInterface)
        {
        }

        public function handle(array $subject, $storeId = null)
        {
            return $this->configInterface->getValue(\Magento\Payment\Gateway\Helper\SubjectReader::readField($subject), $storeId);
        }
    }

    interface ValueHandlerPoolInterface
    {
        public function get($field);
    }

    class ValueHandlerPool implements ValueHandlerPoolInterface
    {
        public function __construct(private array $handlers)
        {
            if (!isset($handlers['default'])) {
                throw new \LogicException('Default handler should be provided.');
            }
        }

        public function get($field)
        {
            return \Kernel\ObjectManager::get()->one($this->handlers[$field] ?? $this->handlers['default']);
        }
    }
}

namespace Magento\Payment\Gateway\Helper {
    class SubjectReader
    {
        public static function readPayment(array $subject)
        {
            $payment = $subject['payment'] ?? null;
            if (!$payment instanceof \Magento\Payment\Gateway\Data\PaymentDataObjectInterface) {
                throw new \InvalidArgumentException('Payment data object should be provided');
            }

            return $payment;
        }

        public static function readAmount(array $subject)
        {
            if (!is_numeric($subject['amount'] ?? null)) {
                throw new \InvalidArgumentException('Amount should be provided');
            }

            return $subject['amount'];
        }

        public static function readField(array $subject)
        {
            if (!is_string($subject['field'] ?? null)) {
                throw new \InvalidArgumentException('Field does not exist');
            }

            return $subject['field'];
        }

        public static function readResponse(array $subject)
        {
            if (!is_array($subject['response'] ?? null)) {
                throw new \InvalidArgumentException('Response does not exist');
            }

            return $subject['response'];
        }

        public static function readStateObject(array $subject)
        {
            if (!is_object($subject['stateObject'] ?? null)) {
                throw new \InvalidArgumentException('State object does not exist');
            }

            return $subject['stateObject'];
        }

        public static function __callStatic(string $name, array $arguments): never
        {
            throw \Kernel\Outside::of("SubjectReader::$name()");
        }
    }
}

namespace Magento\Payment\Gateway\Data {
    use Magento\Payment\Model\InfoInterface;

    interface OrderAdapterInterface
    {
        public function getCurrencyCode();

        public function getOrderIncrementId();

        public function getStoreId();

        public function getId();

        public function getGrandTotalAmount();
    }

    interface PaymentDataObjectInterface
    {
        public function getOrder();

        public function getPayment();
    }

    class PaymentDataObject implements PaymentDataObjectInterface
    {
        public function __construct(private OrderAdapterInterface $order, private InfoInterface $payment)
        {
        }

        public function getOrder()
        {
            return $this->order;
        }

        public function getPayment()
        {
            return $this->payment;
        }
    }

    interface PaymentDataObjectFactoryInterface
    {
        public function create(InfoInterface $paymentInfo);
    }

    class PaymentDataObjectFactory implements PaymentDataObjectFactoryInterface
    {
        public function create(InfoInterface $paymentInfo)
        {
            return new PaymentDataObject(new Order\OrderAdapter($paymentInfo->getOrder()), $paymentInfo);
        }
    }
}

namespace Magento\Payment\Gateway\Data\Order {
    /** An order as gateways see it: amounts and currency are the base currency's. */
    class OrderAdapter implements \Magento\Payment\Gateway\Data\OrderAdapterInterface
    {
        public function __construct(private \Magento\Sales\Model\Order $order)
        {
        }

        public function getCurrencyCode()
        {
            return $this->order->getBaseCurrencyCode();
        }

        public function getOrderIncrementId()
        {
            return $this->order->getIncrementId();
        }

        public function getStoreId()
        {
            return $this->order->getStoreId();
        }

        public function getId()
        {
            return $this->order->getEntityId();
        }

        public function getGrandTotalAmount()
        {
            return $this->order->getBaseGrandTotal();
        }

        public function __call(string $name, array $arguments): never
        {
            throw \Kernel\Outside::of("the gateway order's $name()");
        }
    }
}

namespace Magento\Payment\Gateway\Request {
    interface BuilderInterface
    {
        public function build(array $buildSubject);
    }
}

namespace Magento\Payment\Gateway\Response {
    interface HandlerInterface
    {
        public function handle(array $handlingSubject, array $response);
    }
}

namespace Magento\Payment\Gateway\Validator {
    interface ResultInterface
    {
        public function isValid();

        public function getFailsDescription();

        public function getErrorCodes(): array;
    }

    class Result implements ResultInterface
    {
        public function __construct(private $isValid, private array $failsDescription = [], private array $errorCodes = [])
        {
        }

        public function isValid()
        {
            return (bool) $this->isValid;
        }

        public function getFailsDescription()
        {
            return $this->failsDescription;
        }

        public function getErrorCodes(): array
        {
            return $this->errorCodes;
        }
    }

    interface ValidatorInterface
    {
        public function validate(array $validationSubject);
    }

    abstract class AbstractValidator implements ValidatorInterface
    {
        public function __construct(private ResultInterfaceFactory $resultFactory)
        {
        }

        protected function createResult($isValid, array $fails = [], array $errorCodes = [])
        {
            return $this->resultFactory->create(['isValid' => (bool) $isValid, 'failsDescription' => $fails, 'errorCodes' => $errorCodes]);
        }
    }
}

namespace Magento\Payment\Gateway\Http {
    class ClientException extends \Magento\Framework\Exception\LocalizedException
    {
    }

    interface ClientInterface
    {
        public function placeRequest(TransferInterface $transferObject);
    }

    interface TransferInterface
    {
        public function getClientConfig();

        public function getMethod();

        public function getHeaders();

        public function getBody();

        public function getUri();
    }

    interface TransferFactoryInterface
    {
        public function create(array $request);
    }

    class Transfer implements TransferInterface
    {
        public function __construct(private array $parts)
        {
        }

        public function getClientConfig()
        {
            return $this->parts['config'] ?? [];
        }

        public function getMethod()
        {
            return (string) ($this->parts['method'] ?? '');
        }

        public function getHeaders()
        {
            return $this->parts['headers'] ?? [];
        }

        public function getBody()
        {
            return $this->parts['body'] ?? [];
        }

        public function getUri()
        {
            return (string) ($this->parts['uri'] ?? '');
        }
    }

    class TransferBuilder
    {
        private array $parts = [];

        public function setClientConfig(array $clientConfig)
        {
            return $this->set('config', $clientConfig);
        }

        public function setMethod($method)
        {
            return $this->set('method', $method);
        }

        public function setHeaders(array $headers)
        {
            return $this->set('headers', $headers);
        }

        public function setBody($body)
        {
            return $this->set('body', $body);
        }

        public function setUri($uri)
        {
            return $this->set('uri', $uri);
        }

        public function build()
        {
            return new Transfer($this->parts);
        }

        public function __call(string $name, array $arguments): never
        {
            throw \Kernel\Outside::of("TransferBuilder::$name()");
        }

        private function set(string $name, $value): self
        {
            $this->parts[$name] = $value;

            return $this;
        }
    }
}

namespace Magento\Payment\Block {
    class Form
    {
    }
}
