<?php

declare(strict_types=1);

namespace Kernel;

use Magento\Framework\DB\Adapter\AdapterInterface;
use Magento\Framework\DB\Adapter\DuplicateException;

/** The shop's database: SQLite in memory of the boundary, spoken to as Magento's adapter is. */
final class Database implements AdapterInterface
{
    public static int $queries = 0;
    private static ?self $one = null;
    private \PDO $pdo;

    private function __construct(string $file)
    {
        $this->pdo = new \PDO("sqlite:$file", null, null, [\PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION]);
        $this->pdo->exec('PRAGMA busy_timeout = 10000; PRAGMA case_sensitive_like = OFF');
    }

    public static function get(): self
    {
        return self::$one ??= new self(SITE . '/var/shop.sqlite');
    }

    /** @param list<mixed> $values */
    public function run(string $sql, array $values = []): \PDOStatement
    {
        self::$queries++;
        $statement = $this->pdo->prepare($sql);
        $statement->execute($values);

        return $statement;
    }

    /** @param list<mixed> $values @return list<array<string, mixed>> */
    public function rows(string $sql, array $values = []): array
    {
        return $this->run($sql, $values)->fetchAll(\PDO::FETCH_ASSOC);
    }

    public function lastId(): int
    {
        return (int) $this->pdo->lastInsertId();
    }

    public function insert($table, array $bind)
    {
        $names = implode(', ', array_map([$this, 'name'], array_keys($bind)));
        $marks = implode(', ', array_fill(0, count($bind), '?'));
        try {
            return $this->run("INSERT INTO {$this->name($table)} ($names) VALUES ($marks)", array_values($bind))->rowCount();
        } catch (\PDOException $problem) {
            if (str_contains($problem->getMessage(), 'UNIQUE')) {
                throw new DuplicateException($problem->getMessage(), 0, $problem);
            }
            throw $problem;
        }
    }

    public function delete($table, $where = '')
    {
        if (!is_array($where) || $where === []) {
            throw Outside::of('delete() without conditions as an array');
        }
        $conditions = [];
        foreach (array_keys($where) as $condition) {
            if (!is_string($condition) || preg_match('/^[a-z_]+ (?:LIKE|=|<|>|<=|>=) \?$/', $condition) !== 1) {
                throw Outside::of("delete() where $condition");
            }
            // MySQL escapes with a backslash unless it is told otherwise; SQLite must be told.
            $conditions[] = $condition . (str_contains($condition, ' LIKE ') ? " ESCAPE '\\'" : '');
        }
        $sql = "DELETE FROM {$this->name($table)} WHERE " . implode(' AND ', $conditions);

        return $this->run($sql, array_values($where))->rowCount();
    }

    public function dropTable($tableName, $schemaName = null)
    {
        $this->run("DROP TABLE IF EXISTS {$this->name($tableName)}");

        return true;
    }

    public function isTableExists($tableName, $schemaName = null)
    {
        return in_array($tableName, $this->tables(), true);
    }

    public function __call(string $name, array $arguments): never
    {
        throw Outside::of("the database adapter's $name()");
    }

    /** @return list<string> */
    public function tables(): array
    {
        return array_column($this->rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"), 'name');
    }

    private function name(string $name): string
    {
        if (preg_match('/^[a-z][a-z0-9_]*$/', $name) !== 1) {
            throw Outside::of("the name $name in the database");
        }

        return "\"$name\"";
    }
}
