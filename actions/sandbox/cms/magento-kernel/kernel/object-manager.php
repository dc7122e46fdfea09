<?php

declare(strict_types=1);

namespace Kernel;

/**
 * Makes objects as Magento's does: preferences, virtual types, typed arguments of di.xml, everything else by the types of
 * constructors. A class or argument that nobody knows is refused.
 */
final class ObjectManager
{
    private static ?self $one = null;
    /** @var array<string, object> */
    private array $shared = [];
    /** @var array<string, string> */
    private array $preferences;
    /** @var array<string, array{type: string, arguments: array<string, array>, shared: bool}> */
    private array $types = [];
    /** @var list<string> */
    private array $making = [];

    private function __construct()
    {
        $this->preferences = require __DIR__ . '/preferences.php';
        foreach (Module::isEnabled() ? ['di.xml', 'frontend/di.xml'] : [] as $file) {
            foreach (Module::xml($file)?->children() ?? [] as $kind => $node) {
                $this->read($kind, $node);
            }
        }
    }

    public static function get(): self
    {
        return self::$one ??= new self();
    }

    public static function forget(): void
    {
        self::$one = null;
    }

    public function one(string $name): object
    {
        $name = $this->prefer($name);
        if (($this->types[$name]['shared'] ?? true) === false) {
            return $this->create($name);
        }

        return $this->shared[$name] ??= $this->create($name);
    }

    public function keep(string $name, object $object): void
    {
        $this->shared[$name] = $object;
    }

    /** @param array<string, mixed> $given Arguments of the constructor by name. */
    public function create(string $name, array $given = []): object
    {
        $name = $this->prefer($name);
        [$class, $configured] = $this->describe($name);
        if (!class_exists($class)) {
            throw str_starts_with($class, 'Magento\\') ? Outside::of("class $class") : new \RuntimeException("di: $class (for $name) does not exist.");
        }
        if (in_array($name, $this->making, true)) {
            throw new \LogicException('di: circular dependency: ' . implode(' > ', [...$this->making, $name]));
        }
        $this->making[] = $name;
        try {
            $values = [];
            foreach ((new \ReflectionClass($class))->getConstructor()?->getParameters() ?? [] as $parameter) {
                $key = $parameter->getName();
                $values[$key] = array_key_exists($key, $given) ? $given[$key] : $this->argument($class, $parameter, $configured);
                unset($configured[$key], $given[$key]);
            }
            if ($configured !== [] || $given !== []) {
                throw Outside::of("di: argument " . implode(', ', array_keys($configured + $given)) . " of $class (for $name)");
            }

            return new $class(...$values);
        } finally {
            array_pop($this->making);
        }
    }

    /** @return list<string> Every type that the module's di.xml names. */
    public function typeNames(): array
    {
        return array_keys($this->types);
    }

    private function prefer(string $name): string
    {
        $name = ltrim($name, '\\');
        for ($steps = 0; isset($this->preferences[$name]) && $steps < 20; $steps++) {
            $name = ltrim($this->preferences[$name], '\\');
        }

        return $name;
    }

    /** @return array{0: string, 1: array<string, array>} The class behind a name, and its arguments, nearest first. */
    private function describe(string $name): array
    {
        $arguments = [];
        while (isset($this->types[$name])) {
            $arguments += $this->types[$name]['arguments'];
            if ($this->types[$name]['type'] === $name) {
                break;
            }
            $name = ltrim($this->types[$name]['type'], '\\');
        }
        foreach (class_exists($name) ? class_parents($name) : [] as $parent) {
            $arguments += $this->types[$parent]['arguments'] ?? [];
        }

        return [$name, $arguments];
    }

    private function argument(string $class, \ReflectionParameter $parameter, array $configured): mixed
    {
        $name = $parameter->getName();
        if (array_key_exists($name, $configured)) {
            return $this->value($configured[$name]);
        }
        $type = $parameter->getType();
        // As in Magento: an optional argument keeps its default, also when its type is a class.
        if ($parameter->isDefaultValueAvailable()) {
            return $parameter->getDefaultValue();
        }
        if (!$type instanceof \ReflectionNamedType || $type->isBuiltin()) {
            throw new \RuntimeException("di: argument $name of $class is missing.");
        }

        return $this->one($type->getName());
    }

    private function value(array $argument): mixed
    {
        [$kind, $value, $shared] = $argument;

        return match ($kind) {
            'object' => $shared ? $this->one($value) : $this->create($value),
            'string' => $value,
            'boolean' => in_array(strtolower($value), ['true', '1'], true),
            'number' => $value + 0,
            'const' => constant($value),
            'null' => null,
            'array' => array_map($this->value(...), $value),
            default => throw Outside::of("di: an argument of type $kind"),
        };
    }

    private function read(string $kind, \SimpleXMLElement $node): void
    {
        if ($kind === 'preference') {
            $this->preferences[ltrim((string) $node['for'], '\\')] = (string) $node['type'];

            return;
        }
        if ($kind !== 'type' && $kind !== 'virtualType') {
            throw Outside::of("di: <$kind>");
        }
        if ($node->plugin->count() > 0) {
            throw Outside::of('di: <plugin>');
        }
        $name = ltrim((string) $node['name'], '\\');
        $arguments = [];
        foreach ($node->arguments->argument ?? [] as $argument) {
            $arguments[(string) $argument['name']] = $this->readArgument($argument);
        }
        $before = $this->types[$name]['arguments'] ?? [];
        $this->types[$name] = [
            'type' => $kind === 'virtualType' ? (string) $node['type'] : $name,
            'arguments' => $arguments + $before,
            'shared' => (string) $node['shared'] !== 'false',
        ];
    }

    private function readArgument(\SimpleXMLElement $argument): array
    {
        $kind = (string) $argument->attributes('xsi', true)['type'];
        $items = [];
        foreach ($argument->item as $item) {
            $items[(string) $item['name']] = $this->readArgument($item);
        }

        return [$kind, $kind === 'array' ? $items : trim((string) $argument), (string) $argument['shared'] !== 'false'];
    }
}
