<?php

declare(strict_types=1);

/** The shop's database: SQLite that is spoken to in MySQL. Answers are texts, as PrestaShop's are. */
final class Db
{
    use Loud;

    public const INSERT = 1;
    public const INSERT_IGNORE = 2;
    public const REPLACE = 3;
    public const ON_DUPLICATE_KEY = 4;

    private static ?self $instance = null;

    private PDO $pdo;
    private int $affected = 0;

    private function __construct()
    {
        $this->pdo = new PDO('sqlite:' . _PS_ROOT_DIR_ . '/var/database/shop.sqlite', null, null, [
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
            PDO::ATTR_STRINGIFY_FETCHES => true,
            PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
        ]);
        $this->pdo->exec('PRAGMA busy_timeout = 10000; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF');
        MysqlDialect::addFunctions($this->pdo);
    }

    public static function getInstance($master = true): self
    {
        return self::$instance ??= new self();
    }

    public function escape($text, $html = false, $bq = false): string
    {
        $text = addcslashes((string) $text, "\\'\"\n\r\x1a");

        return $html ? $text : strip_tags(str_replace(["\r\n", "\r"], "\n", $text));
    }

    private function run(string $sql): PDOStatement
    {
        $done = null;
        foreach (MysqlDialect::translate($sql) as $statement) {
            ++Journal::$queries;
            try {
                $done = $this->pdo->query($statement);
            } catch (PDOException $problem) {
                // PrestaShop answers false in production; a statement that does not work is never meant.
                error_log("PHP Kernel: {$problem->getMessage()}: $sql");
                throw new PrestaShopDatabaseException("{$problem->getMessage()}: $sql");
            }
        }
        $this->affected = $done->rowCount();

        return $done;
    }

    public function execute($sql, $useCache = true): bool
    {
        $this->run((string) $sql);

        return true;
    }

    public function query($sql): PDOStatement
    {
        return $this->run((string) $sql);
    }

    public function executeS($sql, $array = true, $useCache = true)
    {
        if (!preg_match('/^\s*\(?\s*(select|show)\b/i', (string) $sql)) {
            throw new PrestaShopDatabaseException("Db->executeS() must be used only with select or show: $sql");
        }

        return $array ? $this->run((string) $sql)->fetchAll() : OutsideKernel::refuse('Db::executeS() without an array');
    }

    public function getRow($sql, $useCache = true)
    {
        return $this->run($this->limit((string) $sql))->fetch();
    }

    public function getValue($sql, $useCache = true)
    {
        $row = $this->run($this->limit((string) $sql))->fetch(PDO::FETCH_NUM);

        return $row === false ? false : $row[0];
    }

    private function limit(string $sql): string
    {
        return rtrim($sql, "; \n") . ' LIMIT 1';
    }

    public function insert($table, $data, $nullValues = false, $useCache = true, $type = self::INSERT, $addPrefix = true): bool
    {
        if ($data === []) {
            return true;
        }
        $verb = match ($type) {
            self::INSERT => 'INSERT',
            self::INSERT_IGNORE => 'INSERT IGNORE',
            self::REPLACE => 'REPLACE',
            default => OutsideKernel::refuse("Db::insert() of type $type"),
        };
        $rows = array_is_list($data) ? $data : [$data];
        $names = array_keys($rows[0]);
        $values = array_map(fn (array $row): string => '(' . implode(', ', array_map(fn ($value): string => $this->literal($value, (bool) $nullValues), $row)) . ')', $rows);
        $table = ($addPrefix ? _DB_PREFIX_ : '') . $table;

        return $this->execute("$verb INTO `$table` (`" . implode('`, `', $names) . '`) VALUES ' . implode(', ', $values));
    }

    public function update($table, $data, $where = '', $limit = 0, $nullValues = false, $useCache = true, $addPrefix = true): bool
    {
        if ($limit || $data === []) {
            OutsideKernel::refuse('Db::update() with a limit, or with nothing');
        }
        $sets = [];
        $changes = [];
        foreach ($data as $name => $value) {
            $literal = $this->literal($value, (bool) $nullValues);
            $sets[] = "`$name` = $literal";
            $changes[] = "NOT (`$name` <=> $literal)";
        }
        $table = ($addPrefix ? _DB_PREFIX_ : '') . $table;
        // MySQL counts rows that were changed, SQLite rows that were met.
        $where = ($where === '' ? '' : "($where) AND ") . '(' . implode(' OR ', $changes) . ')';

        return $this->execute("UPDATE `$table` SET " . implode(', ', $sets) . " WHERE $where");
    }

    public function delete($table, $where = '', $limit = 0, $useCache = true, $addPrefix = true): bool
    {
        $limit && OutsideKernel::refuse('Db::delete() with a limit');

        return $this->execute('DELETE FROM `' . ($addPrefix ? _DB_PREFIX_ : '') . $table . '`' . ($where === '' ? '' : " WHERE $where"));
    }

    private function literal($value, bool $nullValues): string
    {
        if (is_array($value)) {
            OutsideKernel::refuse('a value with a type in Db::insert() or Db::update()');
        }
        $empty = $value === null || ($nullValues && $value === '');

        return $empty ? 'NULL' : "'" . (is_bool($value) ? (int) $value : $value) . "'";
    }

    public function Insert_ID(): int
    {
        return (int) $this->pdo->lastInsertId();
    }

    public function Affected_Rows(): int
    {
        return $this->affected;
    }

    public function numRows(): int
    {
        return OutsideKernel::refuse('Db::numRows()');
    }

    public function getMsgError(): string
    {
        return '';
    }
}
