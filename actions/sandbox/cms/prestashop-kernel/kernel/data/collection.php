<?php

declare(strict_types=1);

/** Objects of a class that fit; filled when it is read. */
final class PrestaShopCollection implements IteratorAggregate, Countable, ArrayAccess
{
    use Loud;

    private array $where = [];
    private ?array $found = null;

    public function __construct(private string $class, private ?int $idLang = null)
    {
    }

    public function where($field, $operator, $value, $method = 'where'): self
    {
        if ($operator !== '=' || is_array($value)) {
            OutsideKernel::refuse("PrestaShopCollection::where() with $operator");
        }
        $this->where[] = '`' . bqSQL($field) . "` = '" . pSQL($value) . "'";

        return $this;
    }

    public function getAll($displayQuery = false): self
    {
        return $this;
    }

    public function getResults(): array
    {
        if ($this->found === null) {
            ['table' => $table, 'primary' => $primary] = $this->class::$definition;
            $where = $this->where === [] ? '' : ' WHERE ' . implode(' AND ', $this->where);
            $rows = Db::getInstance()->executeS("SELECT `$primary` FROM `ps_$table`$where ORDER BY `$primary`");
            $this->found = array_map(fn (array $row): object => new $this->class((int) $row[$primary], $this->idLang), $rows);
        }

        return $this->found;
    }

    public function getFirst()
    {
        return $this->getResults()[0] ?? false;
    }

    public function getIterator(): Iterator
    {
        return new ArrayIterator($this->getResults());
    }

    public function count(): int
    {
        return count($this->getResults());
    }

    public function offsetExists($offset): bool
    {
        return isset($this->getResults()[$offset]);
    }

    #[ReturnTypeWillChange]
    public function offsetGet($offset)
    {
        return $this->getResults()[$offset];
    }

    public function offsetSet($offset, $value): void
    {
        OutsideKernel::refuse('writing into PrestaShopCollection');
    }

    public function offsetUnset($offset): void
    {
        OutsideKernel::refuse('writing into PrestaShopCollection');
    }
}
