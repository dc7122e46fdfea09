<?php

declare(strict_types=1);

namespace Kernel;

/** Says what happened to the journals that the scenario reads. */
function journal(string $name, array $record): void
{
    file_put_contents(SITE . "/var/forge-$name.jsonl", json_encode($record, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE) . "\n", FILE_APPEND | LOCK_EX);
}

final class EventManager implements \Magento\Framework\Event\ManagerInterface
{
    public function dispatch($eventName, array $data = [])
    {
        journal('events', ['event' => $eventName, 'data' => array_filter($data, static fn ($one) => !is_object($one))]);
    }
}

final class LocaleResolver implements \Magento\Framework\Locale\ResolverInterface
{
    public function getLocale()
    {
        return Words::$locale;
    }

    public function getDefaultLocale()
    {
        return Words::$locale;
    }
}

/** Locks of the whole shop, as of its database: they end with the request. */
final class FileLocks implements \Magento\Framework\Lock\LockManagerInterface
{
    /** @var array<string, resource> */
    private array $held = [];

    public function lock(string $name, int $timeout = -1): bool
    {
        if (strlen($name) > 64) {
            throw new \InvalidArgumentException("Names of locks have 64 characters at most: $name");
        }
        $file = fopen(SITE . '/var/locks/' . hash('sha256', $name), 'c');
        $until = microtime(true) + max(0, $timeout);
        while ($file !== false && !flock($file, LOCK_EX | LOCK_NB)) {
            if (microtime(true) > $until) {
                return false;
            }
            usleep(50000);
        }
        $this->held[$name] = $file;

        return $file !== false;
    }

    public function unlock(string $name): bool
    {
        if (!isset($this->held[$name])) {
            return false;
        }
        flock($this->held[$name], LOCK_UN);
        unset($this->held[$name]);

        return true;
    }

    public function isLocked(string $name): bool
    {
        return isset($this->held[$name]);
    }
}

/** Messages that the next page shows. */
final class Messages implements \Magento\Framework\Message\ManagerInterface
{
    public function addNoticeMessage($message, $group = null)
    {
        return $this->add('notice', $message);
    }

    public function addErrorMessage($message, $group = null)
    {
        return $this->add('error', $message);
    }

    public function addSuccessMessage($message, $group = null)
    {
        return $this->add('success', $message);
    }

    /** @return list<array{0: string, 1: string}> */
    public static function take(): array
    {
        $messages = $_SESSION['messages'] ?? [];
        unset($_SESSION['messages']);

        return $messages;
    }

    private function add(string $kind, $message): self
    {
        $_SESSION['messages'][] = [$kind, (string) $message];

        return $this;
    }
}

final class ModuleContext implements \Magento\Framework\Setup\ModuleContextInterface
{
    public function getVersion()
    {
        return '';
    }
}

final class SchemaSetup implements \Magento\Framework\Setup\SchemaSetupInterface
{
    public function getConnection()
    {
        return Database::get();
    }

    public function getTable($tableName)
    {
        return $tableName;
    }

    public function startSetup()
    {
        return $this;
    }

    public function endSetup()
    {
        return $this;
    }

    public function __call(string $name, array $arguments): never
    {
        throw Outside::of("the setup's $name()");
    }
}

final class Url implements \Magento\Framework\UrlInterface
{
    public function getUrl($routePath = null, $routeParams = null)
    {
        $unknown = array_diff(array_keys((array) $routeParams), ['_secure', '_fragment']);
        if ($unknown !== []) {
            throw Outside::of('getUrl() with ' . implode(', ', $unknown));
        }

        return 'http://127.0.0.1:8080/' . trim((string) $routePath, '/') . (isset($routeParams['_fragment']) ? '#' . $routeParams['_fragment'] : '');
    }
}

final class OrderRepository implements \Magento\Sales\Api\OrderRepositoryInterface
{
    public function get($id)
    {
        $order = new \Magento\Sales\Model\Order();
        (new \Magento\Sales\Model\ResourceModel\Order())->load($order, $id, 'entity_id');

        return $order;
    }

    public function save(\Magento\Sales\Api\Data\OrderInterface $entity)
    {
        return (new \Magento\Sales\Model\ResourceModel\Order())->save($entity);
    }
}
