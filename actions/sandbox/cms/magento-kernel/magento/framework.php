<?php

declare(strict_types=1);

// Magento\Framework: the part that payment modules speak to.

namespace Psr\Log {
    interface LoggerInterface
    {
        public function emergency($message, array $context = []);

        public function alert($message, array $context = []);

        public function critical($message, array $context = []);

        public function error($message, array $context = []);

        public function warning($message, array $context = []);

        public function notice($message, array $context = []);

        public function info($message, array $context = []);

        public function debug($message, array $context = []);

        public function log($level, $message, array $context = []);
    }
}

namespace Magento\Framework {
    use Kernel\Outside;
    use Kernel\Words;

    class DataObject
    {
        protected $_data = [];

        public function __construct(array $data = [])
        {
            $this->_data = $data;
        }

        public function getData($key = '', $index = null)
        {
            if ($index !== null || str_contains((string) $key, '/')) {
                throw Outside::of('getData() with a path or an index');
            }

            return $key === '' ? $this->_data : ($this->_data[$key] ?? null);
        }

        public function setData($key, $value = null)
        {
            if (is_array($key)) {
                $this->_data = $key;
            } else {
                $this->_data[$key] = $value;
            }

            return $this;
        }

        public function unsetData($key = null)
        {
            if ($key === null) {
                $this->_data = [];
            } else {
                unset($this->_data[$key]);
            }

            return $this;
        }

        public function hasData($key = '')
        {
            return array_key_exists($key, $this->_data);
        }

        /** Magento answers every get and set here, also for data that never exists; the kernel knows what it has. */
        public function __call($method, $args)
        {
            throw Outside::of(static::class . "::$method()");
        }
    }

    class Phrase
    {
        public function __construct(private $text, private array $arguments = [])
        {
        }

        public function render()
        {
            $values = [];
            foreach (array_values($this->arguments) as $at => $value) {
                $values['%' . ($at + 1)] = (string) $value;
            }

            return strtr(Words::translate((string) $this->text), $values);
        }

        public function getText()
        {
            return $this->text;
        }

        public function getArguments()
        {
            return $this->arguments;
        }

        public function __toString()
        {
            return $this->render();
        }
    }

    interface UrlInterface
    {
        public function getUrl($routePath = null, $routeParams = null);
    }
}

namespace Magento\Framework\Component {
    class ComponentRegistrar
    {
        const MODULE = 'module';
        private static array $paths = [];

        public static function register($type, $componentName, $path)
        {
            if ($type !== self::MODULE) {
                throw \Kernel\Outside::of("a component of type $type");
            }
            self::$paths[$componentName] = $path;
        }

        public function getPaths($type)
        {
            return self::$paths;
        }
    }
}

namespace Magento\Framework\Exception {
    use Magento\Framework\Phrase;

    class LocalizedException extends \Exception
    {
        public function __construct(protected Phrase $phrase, ?\Exception $cause = null, $code = 0)
        {
            parent::__construct($phrase->render(), (int) $code, $cause);
        }
    }

    class NoSuchEntityException extends LocalizedException
    {
    }
}

namespace Magento\Framework\App {
    class ResourceConnection
    {
        public function getConnection($resourceName = 'default')
        {
            return \Kernel\Database::get();
        }

        public function getTableName($modelEntity, $connectionName = 'default')
        {
            return $modelEntity;
        }
    }

    interface ActionInterface
    {
        public function execute();
    }

    interface RequestInterface
    {
        public function getParam($key, $defaultValue = null);
    }

    interface CsrfAwareActionInterface extends ActionInterface
    {
        public function createCsrfValidationException(RequestInterface $request): ?Request\InvalidRequestException;

        public function validateForCsrf(RequestInterface $request): ?bool;
    }
}

namespace Magento\Framework\App\Action {
    use Magento\Framework\App\ActionInterface;

    interface HttpGetActionInterface extends ActionInterface
    {
    }

    interface HttpPostActionInterface extends ActionInterface
    {
    }
}

namespace Magento\Framework\App\Request {
    class InvalidRequestException extends \RuntimeException
    {
    }

    class Http implements \Magento\Framework\App\RequestInterface
    {
        public function getContent()
        {
            return (string) file_get_contents('php://input');
        }

        public function getHeader($name, $default = false)
        {
            $key = 'HTTP_' . strtoupper(str_replace('-', '_', (string) $name));

            return $_SERVER[$key] ?? $default;
        }

        public function getParam($key, $default = null)
        {
            return $_GET[$key] ?? $_POST[$key] ?? $default;
        }

        public function getMethod()
        {
            return $_SERVER['REQUEST_METHOD'];
        }

        public function __call(string $name, array $arguments): never
        {
            throw \Kernel\Outside::of("the request's $name()");
        }
    }
}

namespace Magento\Framework\App\Config {
    interface ScopeConfigInterface
    {
        const SCOPE_TYPE_DEFAULT = 'default';

        public function isSetFlag($path, $scopeType = self::SCOPE_TYPE_DEFAULT, $scopeCode = null);

        public function getValue($path, $scopeType = self::SCOPE_TYPE_DEFAULT, $scopeCode = null);
    }

    /** A setting on its way to core_config_data. */
    class Value extends \Magento\Framework\DataObject
    {
        public function getValue()
        {
            return $this->getData('value');
        }

        public function setValue($value)
        {
            return $this->setData('value', $value);
        }

        public function getPath()
        {
            return $this->getData('path');
        }

        public function getOldValue()
        {
            return (string) (new \Kernel\ShopConfig())->getValue($this->getPath());
        }

        public function isValueChanged()
        {
            return $this->getValue() !== $this->getOldValue();
        }

        public function beforeSave()
        {
            return $this;
        }

        public function afterSave()
        {
            return $this;
        }

        public function save()
        {
            $this->beforeSave();
            \Kernel\ShopConfig::write((string) $this->getPath(), (string) $this->getValue());
            $this->afterSave();

            return $this;
        }
    }
}

namespace Magento\Framework\Controller {
    interface ResultInterface
    {
        public function setHttpResponseCode($httpCode);

        public function setHeader($name, $value, $replace = false);
    }
}

namespace Magento\Framework\Controller\Result {
    use Magento\Framework\Controller\ResultInterface;

    class Redirect implements ResultInterface
    {
        private string $to = '';

        public function setPath($path, array $params = [])
        {
            return $this->setUrl((new \Kernel\Url())->getUrl($path, $params));
        }

        public function setUrl($url)
        {
            $this->to = (string) $url;

            return $this;
        }

        public function setHttpResponseCode($httpCode)
        {
            throw \Kernel\Outside::of('a redirect with a code of its own');
        }

        public function setHeader($name, $value, $replace = false)
        {
            header("$name: $value", (bool) $replace);

            return $this;
        }

        public function send(): void
        {
            header('Location: ' . str_replace(["\r", "\n"], '', $this->to), true, 302);
        }
    }

    class Json implements ResultInterface
    {
        private string $json = 'null';
        private int $code = 200;

        public function setHttpResponseCode($httpCode)
        {
            $this->code = (int) $httpCode;

            return $this;
        }

        public function setHeader($name, $value, $replace = false)
        {
            header("$name: $value", (bool) $replace);

            return $this;
        }

        public function setData($data, $cycleCheck = false, $options = [])
        {
            $this->json = json_encode($data, JSON_THROW_ON_ERROR);

            return $this;
        }

        public function send(): void
        {
            http_response_code($this->code);
            header('Content-Type: application/json');
            echo $this->json;
        }
    }
}

namespace Magento\Framework\DB\Adapter {
    interface AdapterInterface
    {
        public function insert($table, array $bind);

        public function delete($table, $where = '');

        public function dropTable($tableName, $schemaName = null);

        public function isTableExists($tableName, $schemaName = null);
    }

    class DuplicateException extends \Exception
    {
    }
}

namespace Magento\Framework\Event {
    interface ManagerInterface
    {
        public function dispatch($eventName, array $data = []);
    }
}

namespace Magento\Framework\HTTP\Client {
    /** Posts with PHP's own streams: no redirects, as Magento's. What is not for this machine is written down and refused. */
    class Curl
    {
        private array $headers = [];
        private int $timeout = 300;
        private int $status = 0;
        private string $body = '';
        private array $answered = [];

        public function setTimeout($value)
        {
            $this->timeout = (int) $value;
        }

        public function setHeaders($headers)
        {
            $this->headers = $headers;
        }

        public function addHeader($name, $value)
        {
            $this->headers[$name] = $value;
        }

        public function post($uri, $params)
        {
            if (!is_string($params)) {
                throw \Kernel\Outside::of('a form in place of a text as a body');
            }
            $this->send('POST', (string) $uri, $params);
        }

        public function get($uri)
        {
            $this->send('GET', (string) $uri, '');
        }

        public function getStatus()
        {
            return $this->status;
        }

        public function getBody()
        {
            return $this->body;
        }

        public function getHeaders()
        {
            return $this->answered;
        }

        public function __call(string $name, array $arguments): never
        {
            throw \Kernel\Outside::of("the client's $name()");
        }

        private function send(string $method, string $uri, string $body): void
        {
            $host = (string) parse_url($uri, PHP_URL_HOST);
            if (!in_array($host, ['127.0.0.1', 'localhost'], true)) {
                \Kernel\journal('egress', ['from' => \Kernel\Module::$name, 'method' => $method, 'url' => $uri]);
                throw new \Exception("Could not resolve host: $host");
            }
            $lines = [];
            foreach ($this->headers as $name => $value) {
                $lines[] = "$name: $value";
            }
            $http = ['method' => $method, 'header' => $lines, 'content' => $body, 'timeout' => $this->timeout, 'ignore_errors' => true, 'follow_location' => 0];
            $answer = @file_get_contents($uri, false, stream_context_create(['http' => $http]));
            if ($answer === false) {
                throw new \Exception('Failed to connect');
            }
            $this->body = $answer;
            $this->answered = [];
            foreach ($http_response_header as $line) {
                if (preg_match('#^HTTP/\S+ (\d{3})#', $line, $match) === 1) {
                    $this->status = (int) $match[1];
                } elseif (str_contains($line, ':')) {
                    [$name, $value] = explode(':', $line, 2);
                    $this->answered[$name] = trim($value);
                }
            }
        }
    }
}

namespace Magento\Framework\Locale {
    interface ResolverInterface
    {
        public function getLocale();

        public function getDefaultLocale();
    }
}

namespace Magento\Framework\Lock {
    interface LockManagerInterface
    {
        public function lock(string $name, int $timeout = -1): bool;

        public function unlock(string $name): bool;

        public function isLocked(string $name): bool;
    }
}
