<?php

declare(strict_types=1);

// Magento\Framework once more: logs, messages, setup, views; and what stands beside it.

namespace Magento\Framework\Logger\Handler {
    class Base
    {
        protected $fileName = '/var/log/system.log';

        public function __construct(?string $filePath = null, ?string $fileName = null)
        {
            $this->fileName = ($filePath ?? '') . ($fileName ?? $this->fileName);
        }

        public function write(array $record): void
        {
            \Kernel\journal('log', ['file' => $this->fileName] + $record);
        }
    }
}

namespace Magento\Framework\Logger {
    class Monolog implements \Psr\Log\LoggerInterface
    {
        public function __construct(private string $name = 'main', private array $handlers = [], private array $processors = [])
        {
        }

        public function emergency($message, array $context = [])
        {
            $this->log('emergency', $message, $context);
        }

        public function alert($message, array $context = [])
        {
            $this->log('alert', $message, $context);
        }

        public function critical($message, array $context = [])
        {
            $this->log('critical', $message, $context);
        }

        public function error($message, array $context = [])
        {
            $this->log('error', $message, $context);
        }

        public function warning($message, array $context = [])
        {
            $this->log('warning', $message, $context);
        }

        public function notice($message, array $context = [])
        {
            $this->log('notice', $message, $context);
        }

        public function info($message, array $context = [])
        {
            $this->log('info', $message, $context);
        }

        public function debug($message, array $context = [])
        {
            $this->log('debug', $message, $context);
        }

        public function log($level, $message, array $context = [])
        {
            $handlers = $this->handlers ?: [new Handler\Base()];
            foreach ($handlers as $handler) {
                $handler->write(['channel' => $this->name, 'level' => $level, 'message' => (string) $message, 'context' => $context]);
            }
        }
    }
}

namespace Magento\Framework\Message {
    interface ManagerInterface
    {
        public function addNoticeMessage($message, $group = null);

        public function addErrorMessage($message, $group = null);

        public function addSuccessMessage($message, $group = null);
    }
}

namespace Magento\Framework\Setup {
    interface ModuleContextInterface
    {
        public function getVersion();
    }

    interface SetupInterface
    {
        public function getConnection();

        public function getTable($tableName);

        public function startSetup();

        public function endSetup();
    }

    interface SchemaSetupInterface extends SetupInterface
    {
    }

    interface UninstallInterface
    {
        public function uninstall(SchemaSetupInterface $setup, ModuleContextInterface $context);
    }
}

namespace Magento\Framework\View\Asset {
    class Repository
    {
        public function getUrl($fileId)
        {
            if (preg_match('#^([A-Za-z0-9]+_[A-Za-z0-9]+)::([A-Za-z0-9_./-]+)$#', (string) $fileId, $match) !== 1) {
                throw \Kernel\Outside::of("the asset $fileId");
            }

            return (new \Kernel\Url())->getUrl("static/$match[1]/$match[2]");
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
        const SCOPE_STORES = 'stores';
        const SCOPE_WEBSITES = 'websites';
        const SCOPE_STORE = 'store';
        const SCOPE_WEBSITE = 'website';
    }
}

namespace Magento\Config\Model\Config {
    class TypePool
    {
        public function __construct(private array $sensitive = [], private array $environment = [])
        {
        }

        public function isPresent($path, $type)
        {
            return isset(['sensitive' => $this->sensitive, 'environment' => $this->environment][$type][$path]);
        }
    }
}

namespace Magento\Config\Model\Config\Backend {
    class Encrypted extends \Magento\Framework\App\Config\Value
    {
        /** A field that still shows its stars was not touched. */
        public function beforeSave()
        {
            $value = (string) $this->getValue();
            if (preg_match('/^\*+$/', $value) === 1) {
                $value = $this->getOldValue();
            }
            $this->setValue($value === '' ? '' : \Kernel\Cipher::seal($value));

            return parent::beforeSave();
        }
    }
}

namespace Magento\Config\Model\Config\Source {
    class Yesno
    {
        public function toOptionArray()
        {
            return [['value' => 1, 'label' => __('Yes')], ['value' => 0, 'label' => __('No')]];
        }
    }
}

namespace Magento\Payment\Model\Config\Source {
    class Allspecificcountries
    {
        public function toOptionArray()
        {
            return [['value' => 0, 'label' => __('All Allowed Countries')], ['value' => 1, 'label' => __('Specific Countries')]];
        }
    }
}

namespace Magento\Directory\Model\Config\Source {
    class Country
    {
        public function toOptionArray($isMultiselect = false)
        {
            return array_map(static fn (string $code): array => ['value' => $code, 'label' => $code], ['DE', 'EG', 'ES', 'FR', 'GB', 'US']);
        }
    }
}

namespace Magento\Checkout\Model {
    interface ConfigProviderInterface
    {
        public function getConfig();
    }

    class CompositeConfigProvider implements ConfigProviderInterface
    {
        public function __construct(private array $configProviders = [])
        {
        }

        public function getConfig()
        {
            $config = [];
            foreach ($this->configProviders as $provider) {
                if (!$provider instanceof ConfigProviderInterface) {
                    throw new \InvalidArgumentException(get_class($provider) . ' is no ConfigProviderInterface.');
                }
                $config = array_merge_recursive($config, $provider->getConfig());
            }

            return $config;
        }
    }

    class Session
    {
        public function getLastRealOrder()
        {
            $order = new \Magento\Sales\Model\Order();
            $number = $_SESSION['last_real_order_id'] ?? '';
            if ($number !== '') {
                (new \Magento\Sales\Model\ResourceModel\Order())->load($order, $number, 'increment_id');
            }

            return $order;
        }

        public function restoreQuote()
        {
            $_SESSION['pieces'] = $_SESSION['ordered_pieces'] ?? 0;

            return true;
        }

        public function __call(string $name, array $arguments): never
        {
            throw \Kernel\Outside::of("the checkout session's $name()");
        }
    }
}

namespace {
    function __(string $text, ...$arguments): Magento\Framework\Phrase
    {
        $values = count($arguments) === 1 && is_array($arguments[0]) ? $arguments[0] : $arguments;

        return new Magento\Framework\Phrase($text, $values);
    }
}
