<?php

declare(strict_types=1);

/** Builds a SELECT. */
final class DbQuery
{
    use Loud;

    private array $parts = ['SELECT' => [], 'FROM' => [], 'JOIN' => [], 'WHERE' => [], 'GROUP BY' => [], 'ORDER BY' => []];
    private string $limit = '';

    public function select($fields): self
    {
        return $this->keep('SELECT', (string) $fields);
    }

    public function from($table, $alias = null): self
    {
        return $this->keep('FROM', '`' . _DB_PREFIX_ . "$table`" . ($alias ? " $alias" : ''));
    }

    public function innerJoin($table, $alias = null, $on = null): self
    {
        return $this->keep('JOIN', 'INNER JOIN `' . _DB_PREFIX_ . "$table` $alias" . ($on ? " ON $on" : ''));
    }

    public function leftJoin($table, $alias = null, $on = null): self
    {
        return $this->keep('JOIN', 'LEFT JOIN `' . _DB_PREFIX_ . "$table` $alias" . ($on ? " ON $on" : ''));
    }

    public function where($condition): self
    {
        return $this->keep('WHERE', "($condition)");
    }

    public function groupBy($fields): self
    {
        return $this->keep('GROUP BY', (string) $fields);
    }

    public function orderBy($fields): self
    {
        return $this->keep('ORDER BY', (string) $fields);
    }

    public function limit($limit, $offset = 0): self
    {
        $this->limit = ' LIMIT ' . (int) $offset . ', ' . (int) $limit;

        return $this;
    }

    public function build(): string
    {
        ['SELECT' => $select, 'FROM' => $from, 'JOIN' => $join, 'WHERE' => $where, 'GROUP BY' => $group, 'ORDER BY' => $order] = $this->parts;

        return 'SELECT ' . (implode(', ', $select) ?: '*') . ' FROM ' . implode(', ', $from) . ' ' . implode(' ', $join)
            . ($where ? ' WHERE ' . implode(' AND ', $where) : '') . ($group ? ' GROUP BY ' . implode(', ', $group) : '')
            . ($order ? ' ORDER BY ' . implode(', ', $order) : '') . $this->limit;
    }

    public function __toString(): string
    {
        return $this->build();
    }

    private function keep(string $part, string $text): self
    {
        $this->parts[$part][] = $text;

        return $this;
    }
}
