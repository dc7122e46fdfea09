<?php

// Just the part of Magento 2.4 that the module uses, and an object manager that reads the module's own di.xml. Everything
// else is missing, so a call of it fails loudly.

namespace Psr\Log {
    interface LoggerInterface
    {
        public function info($message, array $context = []);

        public function warning($message, array $context = []);
    }
}

namespace Magento\Framework {
    class DataObject
    {
        protected $_data = [];

        public function __construct(array $data = [])
        {
            $this->_data = $data;
        }

        public function getData($key = '')
        {
            return $key === '' ? $this->_data : $this->_data[$key] ?? null;
        }

        public function setData($key, $value = null)
        {
            $this->_data[$key] = $value;

            return $this;
        }

        public function unsetData($key)
        {
            unset($this->_data[$key]);

            return $this;
        }

        public function __call($name, array $arguments)
        {
            throw new \BadMethodCallException(static::class . "::$name() is outside the double");
        }
    }

    final class Phrase
    {
        public function __construct(private string $text, private array $arguments = [])
        {
        }

        public function __toString(): string
        {
            $values = [];
            foreach (array_values($this->arguments) as $at => $value) {
                $values['%' . ($at + 1)] = (string) $value;
            }

            return strtr(\World::translate($this->text), $values);
        }
    }

    interface UrlInterface
    {
        public function getUrl($path = null, $parameters = null);
    }
}

namespace Magento\Framework\Component {
    final class ComponentRegistrar
    {
        const MODULE = 'module';
        public static $registered = [];

        public static function register($type, $name, $path): void
        {
            self::$registered[$name] = $path;
        }
    }
}

namespace Magento\Framework\Exception {
    class LocalizedException extends \Exception
    {
        public function __construct(\Magento\Framework\Phrase $phrase)
        {
            parent::__construct((string) $phrase);
        }
    }
}

namespace Magento\Framework\App {
    class ResourceConnection
    {
        public function getConnection($name = 'default')
        {
            return \World::$database;
        }

        public function getTableName($table, $connection = 'default')
        {
            return 'mg_' . $table;
        }
    }

    interface CsrfAwareActionInterface
    {
        public function createCsrfValidationException(RequestInterface $request): ?Request\InvalidRequestException;

        public function validateForCsrf(RequestInterface $request): ?bool;
    }

    interface RequestInterface
    {
    }
}

namespace Magento\Framework\App\Action {
    interface HttpGetActionInterface
    {
        public function execute();
    }

    interface HttpPostActionInterface
    {
        public function execute();
    }
}

namespace Magento\Framework\App\Request {
    class InvalidRequestException extends \Exception
    {
    }

    class Http implements \Magento\Framework\App\RequestInterface
    {
        public $body = '';
        public $headers = [];

        public function getContent()
        {
            return $this->body;
        }

        public function getHeader($name, $default = false)
        {
            return $this->headers[$name] ?? $default;
        }
    }
}

namespace Magento\Framework\App\Config {
    interface ScopeConfigInterface
    {
        public function getValue($path, $scope = 'default', $code = null);
    }

    class Value extends \Magento\Framework\DataObject
    {
        public function getValue()
        {
            return $this->_data['value'];
        }

        public function setValue($value)
        {
            $this->_data['value'] = $value;

            return $this;
        }

        public function beforeSave()
        {
            return $this;
        }
    }
}

namespace Magento\Framework\Controller\Result {
    class Redirect
    {
        public $to;

        public function setPath($path, array $parameters = [])
        {
            $this->to = $path . (isset($parameters['_fragment']) ? '#' . $parameters['_fragment'] : '');

            return $this;
        }

        public function setUrl($url)
        {
            $this->to = $url;

            return $this;
        }
    }

    class RedirectFactory
    {
        public function create()
        {
            return new Redirect();
        }
    }

    class Json
    {
        public $status;
        public $headers = [];
        public $data;

        public function setHttpResponseCode($code)
        {
            $this->status = $code;

            return $this;
        }

        public function setHeader($name, $value, $replace = false)
        {
            $this->headers[$name] = $value;

            return $this;
        }

        public function setData($data)
        {
            $this->data = $data;

            return $this;
        }
    }

    class JsonFactory
    {
        public function create()
        {
            return new Json();
        }
    }
}

namespace Magento\Framework\DB\Adapter {
    class DuplicateException extends \Exception
    {
    }
}

namespace Magento\Framework\Event {
    interface ManagerInterface
    {
        public function dispatch($name, array $data = []);
    }
}

namespace Magento\Framework\HTTP\Client {
    class Curl
    {
        public static $answer;
        public static $sent = [];
        private $headers = [];
        private $timeout = 0;

        public function setTimeout($value)
        {
            $this->timeout = $value;
        }

        public function setHeaders($headers)
        {
            $this->headers = $headers;
        }

        public function post($uri, $body)
        {
            self::$sent[] = [$uri, $this->headers, $body, $this->timeout];
            if (self::$answer === null) {
                throw new \Exception('Could not resolve host; Authorization: Bearer sk_live_4242');
            }
        }

        public function getStatus()
        {
            return self::$answer[0];
        }

        public function getHeaders()
        {
            return self::$answer[1];
        }

        public function getBody()
        {
            return self::$answer[2];
        }
    }

    class CurlFactory
    {
        public function create(array $data = [])
        {
            return new Curl();
        }
    }
}

namespace Magento\Framework\Locale {
    interface ResolverInterface
    {
        public function getLocale();
    }
}

namespace Magento\Framework\Lock {
    interface LockManagerInterface
    {
        public function lock(string $name, int $timeout = -1): bool;

        public function unlock(string $name): bool;
    }
}

namespace Magento\Config\Model\Config {
    class TypePool
    {
        public function __construct(public array $sensitive = [], public array $environment = [])
        {
        }
    }
}

namespace Magento\Framework\Logger {
    class Monolog implements \Psr\Log\LoggerInterface
    {
        public function __construct(public $name, private array $handlers = [], private array $processors = [])
        {
        }

        public function info($message, array $context = [])
        {
            \World::$log[] = "info $message " . json_encode($context);
        }

        public function warning($message, array $context = [])
        {
            \World::$log[] = "warning $message " . json_encode($context);
        }
    }
}

namespace Magento\Framework\Logger\Handler {
    class Base
    {
        public function __construct(public ?string $filePath = null, public ?string $fileName = null)
        {
        }
    }
}

namespace Magento\Framework\Message {
    interface ManagerInterface
    {
        public function addNoticeMessage($message, $group = null);

        public function addErrorMessage($message, $group = null);
    }
}

namespace Magento\Framework\Setup\Patch {
    interface DataPatchInterface
    {
        public static function getDependencies();

        public function getAliases();

        public function apply();
    }

    interface PatchRevertableInterface
    {
        public function revert();
    }
}

namespace Magento\Framework\Setup {
    interface ModuleDataSetupInterface
    {
        public function getConnection();

        public function getTable($name);
    }

    interface ModuleContextInterface
    {
        public function getVersion();
    }

    interface SchemaSetupInterface
    {
        public function getConnection();

        public function getTable($name);
    }

    interface UninstallInterface
    {
        public function uninstall(SchemaSetupInterface $setup, ModuleContextInterface $context);
    }
}

namespace Magento\Framework\View\Asset {
    class Repository
    {
        public function getUrl($file)
        {
            return 'https://shop.test/static/' . $file;
        }
    }
}

namespace Magento\Framework\View\Element\Template {
    class Context
    {
    }
}

namespace Magento\Store\Model {
    interface ScopeInterface
    {
        const SCOPE_STORE = 'store';
    }
}

namespace Magento\Checkout\Model {
    interface ConfigProviderInterface
    {
        public function getConfig();
    }

    class Session
    {
        public function getLastRealOrder()
        {
            return \World::$lastOrder ?? new \Magento\Sales\Model\Order();
        }

        public function restoreQuote()
        {
            \World::$restored++;

            return true;
        }
    }
}

namespace Magento\Payment\Model {
    interface InfoInterface
    {
    }
}

namespace Magento\Payment\Model\Method {
    /** The facade of gateway methods: reads settings, runs commands. */
    class Adapter
    {
        public function __construct(
            private \Magento\Payment\Gateway\Config\ValueHandlerPool $valueHandlerPool,
            private string $code,
            private string $formBlockType,
            private string $infoBlockType,
            private ?\Magento\Payment\Gateway\Command\CommandPoolInterface $commandPool = null
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

        public function getConfigData($field)
        {
            return $this->valueHandlerPool->get($field)->handle(['field' => $field]);
        }

        public function initialize($payment, $state)
        {
            $this->run('can_initialize', 'initialize', $payment, ['stateObject' => $state]);
        }

        public function refund($payment, $amount)
        {
            $this->run('can_refund', 'refund', $payment, ['amount' => $amount]);
        }

        private function run(string $ability, string $command, $payment, array $subject): void
        {
            if ((int) $this->getConfigData($ability) !== 1) {
                throw new \LogicException("$ability is off");
            }
            $data = (new \Magento\Payment\Gateway\Data\PaymentDataObjectFactory())->create($payment);
            $this->commandPool->get($command)->execute(['payment' => $data] + $subject);
        }
    }
}

namespace Magento\Payment\Block {
    class Info
    {
    }

    class ConfigurableInfo extends Info
    {
        public $payment;

        public function __construct(
            private \Magento\Framework\View\Element\Template\Context $context,
            private \Magento\Payment\Gateway\ConfigInterface $config,
            private array $data = []
        ) {
        }

        /** What Magento's template prints, escaped there. */
        public function getSpecificInformation()
        {
            $shown = [];
            foreach (explode(',', $this->config->getValue('paymentInfoKeys')) as $key) {
                $value = $this->payment->getAdditionalInformation($key);
                if ($value !== null) {
                    $shown[(string) $this->getLabel($key)] = $value;
                }
            }

            return $shown;
        }

        protected function getLabel($field)
        {
            return __($field);
        }
    }
}

namespace Magento\Payment\Gateway {
    interface ConfigInterface
    {
        public function getValue($field, $storeId = null);
    }

    interface CommandInterface
    {
        public function execute(array $commandSubject);
    }
}

namespace Magento\Payment\Gateway\Config {
    class Config implements \Magento\Payment\Gateway\ConfigInterface
    {
        public function __construct(private \Magento\Framework\App\Config\ScopeConfigInterface $scopeConfig, private $methodCode = null)
        {
        }

        public function getValue($field, $storeId = null)
        {
            return $this->scopeConfig->getValue("payment/$this->methodCode/$field", 'store', $storeId);
        }
    }

    class ConfigValueHandler
    {
        public function __construct(private \Magento\Payment\Gateway\ConfigInterface $configInterface)
        {
        }

        public function handle(array $subject, $storeId = null)
        {
            return $this->configInterface->getValue($subject['field'], $storeId);
        }
    }

    class ValueHandlerPool
    {
        public function __construct(private array $handlers)
        {
        }

        public function get($field)
        {
            return \World::get($this->handlers[$field] ?? $this->handlers['default']);
        }
    }
}

namespace Magento\Payment\Gateway\Helper {
    final class SubjectReader
    {
        public static function readPayment(array $subject)
        {
            return self::read($subject, 'payment', \Magento\Payment\Gateway\Data\PaymentDataObject::class);
        }

        public static function readStateObject(array $subject)
        {
            return self::read($subject, 'stateObject', \Magento\Framework\DataObject::class);
        }

        public static function readAmount(array $subject)
        {
            if (!is_numeric($subject['amount'] ?? null)) {
                throw new \InvalidArgumentException('Amount should be provided');
            }

            return $subject['amount'];
        }

        public static function readResponse(array $subject)
        {
            if (!is_array($subject['response'] ?? null)) {
                throw new \InvalidArgumentException('Response does not exist');
            }

            return $subject['response'];
        }

        private static function read(array $subject, string $name, string $class)
        {
            if (!($subject[$name] ?? null) instanceof $class) {
                throw new \InvalidArgumentException("$name should be provided");
            }

            return $subject[$name];
        }
    }
}

namespace Magento\Payment\Gateway\Data {
    interface PaymentDataObjectFactoryInterface
    {
        public function create(\Magento\Payment\Model\InfoInterface $payment);
    }

    class PaymentDataObjectFactory implements PaymentDataObjectFactoryInterface
    {
        public function create(\Magento\Payment\Model\InfoInterface $payment)
        {
            return new PaymentDataObject(new OrderAdapter($payment->getOrder()), $payment);
        }
    }

    class PaymentDataObject
    {
        public function __construct(private $order, private $payment)
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

    class OrderAdapter
    {
        public function __construct(private \Magento\Sales\Model\Order $order)
        {
        }

        public function getOrderIncrementId()
        {
            return $this->order->getIncrementId();
        }

        public function getCurrencyCode()
        {
            return $this->order->getBaseCurrencyCode();
        }

        public function getGrandTotalAmount()
        {
            return $this->order->getBaseGrandTotal();
        }

        public function getStoreId()
        {
            return 1;
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

        public function getErrorCodes()
        {
            return $this->errorCodes;
        }
    }

    class ResultInterfaceFactory
    {
        public function create(array $data = [])
        {
            return new Result(...$data);
        }
    }

    abstract class AbstractValidator
    {
        public function __construct(private ResultInterfaceFactory $resultFactory)
        {
        }

        abstract public function validate(array $validationSubject);

        protected function createResult($isValid, array $fails = [], array $codes = [])
        {
            return $this->resultFactory->create(['isValid' => $isValid, 'failsDescription' => $fails, 'errorCodes' => $codes]);
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
        public function __construct(private array $set)
        {
        }

        public function getHeaders()
        {
            return $this->set['headers'];
        }

        public function getBody()
        {
            return $this->set['body'];
        }

        public function getUri()
        {
            return $this->set['uri'];
        }
    }

    class TransferBuilder
    {
        private $set = [];

        public function setMethod($value)
        {
            return $this->keep('method', $value);
        }

        public function setUri($value)
        {
            return $this->keep('uri', $value);
        }

        public function setHeaders(array $value)
        {
            return $this->keep('headers', $value);
        }

        public function setBody($value)
        {
            return $this->keep('body', $value);
        }

        public function build()
        {
            return new Transfer($this->set);
        }

        private function keep(string $name, $value)
        {
            $this->set[$name] = $value;

            return $this;
        }
    }
}

namespace Magento\Payment\Gateway\ErrorMapper {
    interface ErrorMessageMapperInterface
    {
        public function getMessage(string $code);
    }
}

namespace Magento\Payment\Gateway\Command {
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
                throw new \OutOfBoundsException("The \"$commandCode\" command doesn't exist.");
            }

            return \World::get($this->commands[$commandCode]);
        }
    }

    class GatewayCommand implements \Magento\Payment\Gateway\CommandInterface
    {
        public function __construct(
            private \Magento\Payment\Gateway\Request\BuilderInterface $requestBuilder,
            private \Magento\Payment\Gateway\Http\TransferFactoryInterface $transferFactory,
            private \Magento\Payment\Gateway\Http\ClientInterface $client,
            private ?\Magento\Payment\Gateway\Response\HandlerInterface $handler = null,
            private ?\Magento\Payment\Gateway\Validator\AbstractValidator $validator = null,
            private ?\Magento\Payment\Gateway\ErrorMapper\ErrorMessageMapperInterface $errorMessageMapper = null
        ) {
        }

        public function execute(array $commandSubject)
        {
            $response = $this->client->placeRequest($this->transferFactory->create($this->requestBuilder->build($commandSubject)));
            $result = $this->validator->validate($commandSubject + ['response' => $response]);
            if (!$result->isValid()) {
                // As Magento does: codes and descriptions alike, each with its own line.
                $told = array_merge($result->getErrorCodes(), $result->getFailsDescription());
                $words = array_filter(array_map(fn (string $code): string => (string) $this->errorMessageMapper?->getMessage($code), $told));
                throw new CommandException(
                    new \Magento\Framework\Phrase($words === [] ? 'Transaction has been declined. Please try again later.' : implode(PHP_EOL, $words))
                );
            }
            $this->handler->handle($commandSubject, $response);
        }
    }
}

namespace Magento\Sales\Api {
    interface CreditmemoManagementInterface
    {
        public function refund($creditmemo, $offlineRequested = false);
    }

    interface OrderRepositoryInterface
    {
        public function save($order);
    }
}

namespace Magento\Sales\Model {
    class OrderFactory
    {
        public function create(array $data = [])
        {
            return new Order();
        }
    }

    class Order extends \Magento\Framework\DataObject
    {
        const STATE_NEW = 'new';
        const STATE_PENDING_PAYMENT = 'pending_payment';
        const STATE_PROCESSING = 'processing';
        const STATE_PAYMENT_REVIEW = 'payment_review';
        const STATE_CANCELED = 'canceled';
        const STATE_CLOSED = 'closed';
        const STATE_HOLDED = 'holded';

        public function getId()
        {
            return $this->getData('entity_id');
        }

        public function getIncrementId()
        {
            return $this->getData('increment_id');
        }

        public function getState()
        {
            return $this->getData('state');
        }

        public function getBaseGrandTotal()
        {
            return $this->getData('base_grand_total');
        }

        public function getBaseCurrencyCode()
        {
            return $this->getData('base_currency_code');
        }

        public function getBaseTotalPaid()
        {
            return $this->getData('paid');
        }

        public function getBaseTotalRefunded()
        {
            return $this->getData('refunded');
        }

        /** One article, as every order of these tests. */
        public function getAllItems()
        {
            return [new Order\Item()];
        }

        /** The invoice of each capture that Magento did not hold for review. */
        public function getInvoiceCollection()
        {
            $captures = $this->getState() === self::STATE_PAYMENT_REVIEW ? [] : $this->getPayment()->getData('transactions') ?? [];

            return array_map(fn (array $capture): Order\Invoice => new Order\Invoice($this, $capture['id']), $captures);
        }

        public function setCustomerNoteNotify($flag)
        {
            $this->_data['customer_note_notify'] = $flag;

            return $this;
        }

        public function getPayment()
        {
            $stored = $this->getData('payment');
            if ($stored !== null && !isset($this->_data['payment_object'])) {
                $this->_data['payment_object'] = new Order\Payment($stored, $this);
            }

            return $this->_data['payment_object'] ?? null;
        }

        public function setCanSendNewEmailFlag($flag)
        {
            $this->_data['can_send_new_email'] = $flag;

            return $this;
        }

        public function addCommentToStatusHistory($comment)
        {
            $this->_data['comments'][] = $comment;
        }

        public function canHold()
        {
            return in_array($this->getState(), [self::STATE_NEW, self::STATE_PENDING_PAYMENT, self::STATE_PROCESSING], true);
        }

        public function hold()
        {
            if (!$this->canHold()) {
                throw new \LogicException('A hold action is not available.');
            }
            [$this->_data['before'], $this->_data['state']] = [$this->getState(), self::STATE_HOLDED];
        }

        public function unhold()
        {
            if ($this->getState() !== self::STATE_HOLDED) {
                throw new \LogicException('You cannot remove the hold.');
            }
            $this->_data['state'] = $this->_data['before'];
        }

        public function registerCancellation($comment = '')
        {
            if (!in_array($this->getState(), [self::STATE_NEW, self::STATE_PENDING_PAYMENT], true)) {
                throw new \LogicException('We cannot cancel this order.');
            }
            $this->addCommentToStatusHistory($comment);
            $this->_data['state'] = self::STATE_CANCELED;

            return $this;
        }
    }
}

namespace Magento\Sales\Model\ResourceModel {
    class Order
    {
        public function load($order, $value, $field)
        {
            if ($field !== 'increment_id') {
                throw new \BadMethodCallException("orders are not found by $field");
            }
            foreach (\World::$orders[$value] ?? [] as $name => $stored) {
                $order->setData($name, $stored);
            }
        }
    }
}

namespace Magento\Sales\Model\Order {
    class Payment extends \Magento\Framework\DataObject implements \Magento\Payment\Model\InfoInterface
    {
        public $transaction = [];
        public $memo;

        public function __construct(array $data, private \Magento\Sales\Model\Order $order)
        {
            parent::__construct($data);
        }

        public function getOrder()
        {
            return $this->order;
        }

        public function getMethod()
        {
            return $this->_data['method'];
        }

        public function getCreditmemo()
        {
            return $this->memo;
        }

        public function getAdditionalInformation($key)
        {
            return $this->_data['additional_information'][$key] ?? null;
        }

        public function setAdditionalInformation($key, $value)
        {
            if (!is_scalar($value) || strlen((string) $value) > 255) {
                throw new \LogicException("$key is not kept");
            }
            $this->_data['additional_information'][$key] = $value;

            return $this;
        }

        public function setTransactionId($id)
        {
            return $this->note('id', $id);
        }

        public function setParentTransactionId($id)
        {
            return $this->note('parent', $id);
        }

        public function setIsTransactionClosed($closed)
        {
            return $this->note('closed', $closed);
        }

        public function setShouldCloseParentTransaction($close)
        {
            return $this->note('closeParent', $close);
        }

        public function setCurrencyCode($code)
        {
            return $this->note('currency', $code);
        }

        /** As Magento does: the whole amount in the order's currency is an invoice, anything else is held for review. */
        public function registerCaptureNotification($amount, $skipFraudDetection = false)
        {
            $same = $this->transaction['currency'] === $this->order->getBaseCurrencyCode();
            $whole = abs($amount - $this->order->getBaseGrandTotal()) < 0.0001;
            $state = $same && $whole ? 'STATE_PROCESSING' : 'STATE_PAYMENT_REVIEW';
            $this->order->setData('state', constant(\Magento\Sales\Model\Order::class . "::$state"));
            $this->order->setData('paid', $amount);
            $this->_data['transactions'][] = ['capture'] + $this->transaction;
        }

        public function addRefund($amount): void
        {
            $refunded = (float) $this->order->getData('refunded') + $amount;
            $this->order->setData('refunded', $refunded);
            if (abs($refunded - $this->order->getBaseGrandTotal()) < 0.0001) {
                $this->order->setData('state', \Magento\Sales\Model\Order::STATE_CLOSED);
            }
        }

        private function note(string $name, $value)
        {
            $this->transaction[$name] = $value;

            return $this;
        }
    }
}

namespace Magento\Sales\Model\Order {
    class Item
    {
        public function getId()
        {
            return 7;
        }
    }

    class Invoice
    {
        public function __construct(public \Magento\Sales\Model\Order $order, private string $transactionId)
        {
        }

        public function getTransactionId()
        {
            return $this->transactionId;
        }
    }

    class Creditmemo
    {
        public $disallowed = false;

        public function __construct(public \Magento\Sales\Model\Order $order, public array $memo)
        {
        }

        public function setPaymentRefundDisallowed($flag)
        {
            $this->disallowed = $flag;

            return $this;
        }

        public function setAutomaticallyCreated($flag)
        {
            return $this;
        }
    }

    class CreditmemoFactory
    {
        /** As Magento does: without quantities everything that was invoiced, else the articles asked for and what is added. */
        public function createByInvoice(Invoice $invoice, array $data = [])
        {
            $amount = $data === [] ? $invoice->order->getBaseTotalPaid() : $data['adjustment_positive'];
            $kind = $data === [] ? 'everything' : 'adjustment';
            if ($data !== [] && ($data['qtys'] !== [7 => 0] || $data['shipping_amount'] !== 0)) {
                throw new \LogicException('a part names no article and no shipping');
            }

            return new Creditmemo($invoice->order, ['kind' => $kind, 'amount' => $amount]);
        }
    }
}

namespace Magento\Sales\Model\Order\Email\Sender {
    class OrderSender
    {
        public function send($order)
        {
            \World::$mails[] = $order->getIncrementId();

            return true;
        }
    }
}

namespace {
    function __($text, ...$arguments)
    {
        return new Magento\Framework\Phrase($text, $arguments);
    }

    /** The services of the shop behind Magento's interfaces. */
    final class ShopServices implements
        Magento\Framework\App\Config\ScopeConfigInterface,
        Magento\Framework\Event\ManagerInterface,
        Magento\Framework\Locale\ResolverInterface,
        Magento\Framework\Lock\LockManagerInterface,
        Magento\Framework\Message\ManagerInterface,
        Magento\Framework\Setup\ModuleContextInterface,
        Magento\Framework\Setup\ModuleDataSetupInterface,
        Magento\Framework\Setup\SchemaSetupInterface,
        Magento\Framework\UrlInterface,
        Magento\Sales\Api\CreditmemoManagementInterface,
        Magento\Sales\Api\OrderRepositoryInterface
    {
        public function getValue($path, $scope = 'default', $code = null)
        {
            return World::$config[$path] ?? null;
        }

        public function dispatch($name, array $data = [])
        {
            World::$events[] = [$data['event_name'], $data['fields'], $name];
        }

        public function getLocale()
        {
            return World::$locale;
        }

        public function lock(string $name, int $timeout = -1): bool
        {
            if (strlen($name) > 64 || isset(World::$locks[$name])) {
                return false;
            }
            World::$locks[$name] = true;

            return true;
        }

        public function unlock(string $name): bool
        {
            unset(World::$locks[$name]);

            return true;
        }

        public function addNoticeMessage($message, $group = null)
        {
            World::$messages[] = (string) $message;
        }

        public function addErrorMessage($message, $group = null)
        {
            World::$messages[] = (string) $message;
        }

        public function getUrl($path = null, $parameters = null)
        {
            if (($parameters['_secure'] ?? false) !== true) {
                throw new LogicException('payments are https');
            }

            return "https://shop.test/$path";
        }

        public function save($order)
        {
            if (World::$broken !== null) {
                throw World::$broken;
            }
            $data = $order->getData();
            if ($order->getPayment() !== null) {
                $data['payment'] = $order->getPayment()->getData();
            }
            unset($data['payment_object']);
            World::$orders[$order->getIncrementId()] = $data;
        }

        /** As Magento does: no more than was paid, the method's own refund unless it is disallowed, and the order is saved. */
        public function refund($creditmemo, $offlineRequested = false)
        {
            $order = $creditmemo->order;
            if ($order->getState() === Magento\Sales\Model\Order::STATE_HOLDED) {
                throw new LogicException('an order on hold takes no credit memo');
            }
            $left = $order->getBaseTotalPaid() - (float) $order->getBaseTotalRefunded();
            if ($creditmemo->memo['amount'] > $left + 0.0001) {
                throw new Magento\Framework\Exception\LocalizedException(__('The most money available to refund is %1.', $left));
            }
            if (!$creditmemo->disallowed) {
                throw new LogicException('the money is back already');
            }
            $payment = $order->getPayment();
            if (($payment->transaction['parent'] ?? '') === '' || ($payment->transaction['closed'] ?? false) !== true) {
                throw new LogicException('a refund belongs to a capture, and is closed');
            }
            World::$memos[] = $creditmemo->memo + ['id' => $payment->transaction['id']];
            $payment->addRefund($creditmemo->memo['amount']);
            $this->save($order);
        }

        public function getConnection()
        {
            return World::$database;
        }

        public function getTable($name)
        {
            return "mg_$name";
        }

        public function getVersion()
        {
            return '1';
        }
    }

    final class Database
    {
        public $tables = [];

        public function insert($table, array $row)
        {
            $key = reset($row);
            if (isset($this->tables[$table][$key])) {
                throw new Magento\Framework\DB\Adapter\DuplicateException();
            }
            $this->known($table);
            $this->tables[$table][$key] = $row + ['created_at' => gmdate('Y-m-d H:i:s')];
        }

        public function delete($table, $where)
        {
            $this->known($table);
            [$condition, $value] = [key($where), reset($where)];
            foreach (array_keys($this->tables[$table]) as $key) {
                $like = '/^' . strtr(preg_quote(str_replace('\\_', '_', $value), '/'), ['%' => '.*']) . '$/';
                $fits = match ($condition) {
                    'path LIKE ?' => preg_match($like, (string) $key) === 1,
                    'created_at < ?' => $this->tables[$table][$key]['created_at'] < $value,
                    'event_hash = ?' => $key === $value,
                };
                if ($fits) {
                    unset($this->tables[$table][$key]);
                }
            }
        }

        public function dropTable($table)
        {
            $this->known($table);
            unset($this->tables[$table]);
        }

        private function known(string $table): void
        {
            if (!isset($this->tables[$table])) {
                throw new RuntimeException("$table does not exist");
            }
        }
    }

    /** Everything the shop remembers, and its object manager. */
    final class World
    {
        public static $config = [];
        public static $orders = [];
        public static $lastOrder;
        public static $log = [];
        public static $events = [];
        public static $messages = [];
        public static $mails = [];
        public static $memos = [];
        public static $locks = [];
        public static $restored = 0;
        public static $broken;
        public static $locale = 'en_US';
        public static $database;
        private static $root;
        private static $types;
        private static $objects = [];
        private static $words = [];

        /** Reads the module as Magento does: registration, di.xml, config.xml, db_schema.xml. */
        public static function boot(string $root, array $config): void
        {
            self::$root = $root;
            foreach (['orders', 'log', 'events', 'messages', 'mails', 'memos', 'locks', 'objects'] as $name) {
                self::${$name} = [];
            }
            [self::$lastOrder, self::$broken, self::$restored, self::$locale] = [null, null, 0, 'en_US'];
            self::$types ??= self::readTypes(["$root/etc/di.xml", "$root/etc/frontend/di.xml"]);
            self::$config = [];
            self::readConfig(self::xml("$root/etc/config.xml")->default, '');
            self::$config = $config + self::$config;
            self::$database = new Database();
            self::$database->tables['mg_core_config_data'] = array_fill_keys(array_keys(self::$config + ['web/url' => '']), []);
            foreach (is_file("$root/etc/db_schema.xml") ? self::xml("$root/etc/db_schema.xml")->table : [] as $table) {
                self::$database->tables['mg_' . $table['name']] = [];
            }
            $services = new ShopServices();
            foreach (class_implements($services) as $interface) {
                self::$objects[$interface] = $services;
            }
        }

        public static function set(string $name, object $object): void
        {
            self::$objects[$name] = $object;
        }

        public static function get(string $name): object
        {
            return self::$objects[ltrim($name, '\\')] ??= self::create(ltrim($name, '\\'));
        }

        public static function create(string $name): object
        {
            $preferred = ['Magento\Payment\Gateway\Data\PaymentDataObjectFactoryInterface' => 'Magento\Payment\Gateway\Data\PaymentDataObjectFactory'];
            $type = self::$types[$name] ?? ['class' => $preferred[$name] ?? $name, 'arguments' => []];
            $class = $type['class'];
            $given = $type['arguments'] + ($class === $name ? [] : self::$types[$class]['arguments'] ?? []);
            if (!class_exists($class)) {
                throw new RuntimeException("di: $class (for $name) does not exist");
            }
            $values = [];
            foreach ((new ReflectionClass($class))->getConstructor()?->getParameters() ?? [] as $parameter) {
                $values[] = self::valueOf($class, $parameter, $given);
                unset($given[$parameter->getName()]);
            }
            if ($given !== []) {
                throw new RuntimeException("di: $name configures unknown arguments of $class: " . implode(', ', array_keys($given)));
            }

            return new $class(...$values);
        }

        /** @return list<string> Every type that di.xml names. */
        public static function typeNames(): array
        {
            return array_keys(self::$types);
        }

        public static function translate(string $text): string
        {
            $file = self::$root . '/i18n/' . self::$locale . '.csv';
            if (!isset(self::$words[$file])) {
                foreach (self::readCsv($file) as [$source, $target]) {
                    self::$words[$file][$source] = $target;
                }
            }

            return self::$words[$file][$text] ?? $text;
        }

        /** @return list<array{0: string, 1: string}> Lines of a catalogue, with the quotes and escapes that Magento knows. */
        public static function readCsv(string $file): array
        {
            return array_map(fn (string $line): array => str_getcsv($line, ',', '"', '\\'), file($file, FILE_IGNORE_NEW_LINES));
        }

        public static function xml(string $file): SimpleXMLElement
        {
            return simplexml_load_string((string) file_get_contents($file), SimpleXMLElement::class, LIBXML_NONET);
        }

        private static function valueOf(string $class, ReflectionParameter $parameter, array $given)
        {
            $name = $parameter->getName();
            if (array_key_exists($name, $given)) {
                return self::resolve($given[$name]);
            }
            if ($parameter->isDefaultValueAvailable()) {
                return $parameter->getDefaultValue();
            }
            $type = $parameter->getType();
            if ($type === null || $type->isBuiltin()) {
                throw new RuntimeException("di: argument $name of $class is missing");
            }

            // Builders and the like collect state, so each owner gets its own.
            return str_ends_with($type->getName(), 'Builder') ? self::create($type->getName()) : self::get($type->getName());
        }

        private static function resolve(array $argument)
        {
            [$kind, $value] = $argument;

            return match ($kind) {
                'object' => self::get($value),
                'array' => array_map([self::class, 'resolve'], $value),
                'boolean' => $value === 'true',
                'string' => $value,
            };
        }

        private static function readTypes(array $files): array
        {
            $types = [];
            foreach ($files as $file) {
                foreach (self::xml($file)->children() as $kind => $node) {
                    if ($kind === 'preference') {
                        $types[(string) $node['for']] = ['class' => (string) $node['type'], 'arguments' => []];
                        continue;
                    }
                    $arguments = [];
                    foreach ($node->arguments->argument ?? [] as $argument) {
                        $arguments[(string) $argument['name']] = self::readArgument($argument);
                    }
                    $name = (string) $node['name'];
                    $types[$name] = ['class' => $kind === 'virtualType' ? (string) $node['type'] : $name, 'arguments' => $arguments];
                }
            }

            return $types;
        }

        private static function readArgument(SimpleXMLElement $argument): array
        {
            $kind = (string) $argument->attributes('xsi', true)['type'];
            if ($kind !== 'array') {
                return [$kind, trim((string) $argument)];
            }
            $items = [];
            foreach ($argument->item as $item) {
                $items[(string) $item['name']] = self::readArgument($item);
            }

            return ['array', $items];
        }

        private static function readConfig(SimpleXMLElement $node, string $path): void
        {
            foreach ($node->children() as $name => $child) {
                if ($child->count() > 0) {
                    self::readConfig($child, "$path$name/");
                } else {
                    self::$config["$path$name"] = (string) $child;
                }
            }
        }
    }
}
