<?php

declare(strict_types=1);

/** MySQL statements as SQLite understands them; whatever means something else there is refused. */
final class MysqlDialect
{
    /** Words that MySQL and SQLite do not share, or read in another way. */
    private const REFUSED = [
        'ATTACH', 'BENCHMARK', 'BINARY', 'CONFLICT', 'CONVERT', 'DATE_ADD', 'DATE_FORMAT', 'DATE_SUB', 'DELAYED', 'DIV', 'DUPLICATE',
        'EXPLAIN', 'FORCE', 'FOUND_ROWS', 'GLOB', 'GROUP_CONCAT', 'HANDLER', 'HIGH_PRIORITY', 'IIF', 'INTERVAL', 'INTO_OUTFILE',
        'JULIANDAY', 'LOAD', 'LOAD_FILE', 'LOCK', 'LOW_PRIORITY', 'MATCH', 'OUTFILE', 'PRAGMA', 'PRINTF', 'QUICK', 'RANDOM', 'REGEXP',
        'RETURNING', 'RLIKE', 'ROWID', 'SEPARATOR', 'SLEEP', 'SQLITE_MASTER', 'SQL_CALC_FOUND_ROWS', 'STRAIGHT_JOIN', 'STRFTIME',
        'TYPEOF', 'VACUUM', 'XOR',
    ];
    private const FUNCTIONS = ['IF' => 'IIF', 'RAND' => 'RANDOM', 'CHAR_LENGTH' => 'LENGTH', 'UCASE' => 'UPPER', 'LCASE' => 'LOWER', 'MID' => 'SUBSTR', 'SUBSTRING' => 'SUBSTR'];

    /** @return list<string> Statements of SQLite. */
    public static function translate(string $sql): array
    {
        $tokens = SqlTokens::read($sql);
        while ($tokens !== [] && end($tokens)[1] === ';') {
            array_pop($tokens);
        }
        $first = strtoupper($tokens[0][1] ?? '');
        $second = strtoupper($tokens[1][1] ?? '');
        if (in_array(['sign', ';'], $tokens, true)) {
            OutsideKernel::refuse('several statements at once');
        }

        return match (true) {
            $first === 'CREATE' && $second === 'TABLE' => MysqlTable::create(array_slice($tokens, 2)),
            $first === 'ALTER' && $second === 'TABLE' => MysqlTable::alter(array_slice($tokens, 2)),
            $first === 'DROP' && $second === 'TABLE' => [self::plain($tokens)],
            $first === 'TRUNCATE' => [self::plain(self::truncate($tokens))],
            $first === 'SHOW' && $second === 'TABLES' => [self::showTables($tokens)],
            in_array($first, ['SELECT', 'DELETE', 'REPLACE', '('], true) => [self::plain($tokens)],
            $first === 'INSERT' => [self::plain($second === 'IGNORE' ? self::insertIgnore($tokens) : $tokens)],
            $first === 'UPDATE' && $second !== 'IGNORE' => [self::plain($tokens)],
            default => OutsideKernel::refuse("SQL $first $second"),
        };
    }

    /** @param list<array{0: string, 1: string}> $tokens */
    private static function plain(array $tokens): string
    {
        foreach ($tokens as $at => [$kind, $text]) {
            $word = strtoupper($text);
            $called = ($tokens[$at + 1] ?? null) === ['sign', '('];
            if ($kind === 'word' && in_array($word, self::REFUSED, true)) {
                OutsideKernel::refuse("SQL $word");
            }
            if ($kind === 'word' && $called && isset(self::FUNCTIONS[$word])) {
                $tokens[$at][1] = self::FUNCTIONS[$word];
            }
            if ($kind === 'sign' && in_array($text, ['||', ':='], true) || $kind === 'word' && $text[0] === '@') {
                OutsideKernel::refuse("SQL $text");
            }
            $tokens[$at][1] = $kind === 'sign' ? ['&&' => 'AND', '<=>' => 'IS'][$text] ?? $tokens[$at][1] : $tokens[$at][1];
        }

        return SqlTokens::write($tokens);
    }

    private static function insertIgnore(array $tokens): array
    {
        return [['word', 'INSERT'], ['word', 'OR'], ...array_slice($tokens, 1)];
    }

    private static function truncate(array $tokens): array
    {
        return [['word', 'DELETE'], ['word', 'FROM'], end($tokens)];
    }

    private static function showTables(array $tokens): string
    {
        if (count($tokens) !== 4 || strtoupper($tokens[2][1]) !== 'LIKE' || $tokens[3][0] !== 'string') {
            OutsideKernel::refuse('SHOW TABLES without LIKE');
        }

        return "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name LIKE " . SqlTokens::quote($tokens[3][1]) . " ESCAPE '\\'";
    }

    /** Functions of MySQL that SQLite has not. */
    public static function addFunctions(PDO $pdo): void
    {
        $functions = [
            'NOW' => static fn (): string => date('Y-m-d H:i:s'),
            'CURDATE' => static fn (): string => date('Y-m-d'),
            'UNIX_TIMESTAMP' => static fn (?string $when = null): int => $when === null ? time() : (int) strtotime($when),
            'MD5' => static fn (string $text): string => md5($text),
            'CONCAT' => static fn (...$parts): ?string => in_array(null, $parts, true) ? null : implode('', $parts),
            'LEFT' => static fn (string $text, int $length): string => mb_substr($text, 0, $length),
            'GREATEST' => static fn (...$values) => max($values),
            'LEAST' => static fn (...$values) => min($values),
            'GET_LOCK' => [DbLocks::class, 'take'],
            'RELEASE_LOCK' => [DbLocks::class, 'release'],
        ];
        foreach ($functions as $name => $function) {
            $pdo->sqliteCreateFunction($name, $function);
        }
    }
}

/** Named locks of the database server: a file each, free again when the request ends. */
final class DbLocks
{
    /** @var array<string, resource> */
    private static array $held = [];

    public static function take(string $name, $seconds): int
    {
        if (strlen($name) > 64) {
            throw new PrestaShopDatabaseException("The name of a lock has at most 64 characters: $name");
        }
        if (isset(self::$held[$name])) {
            return 1;
        }
        $file = fopen(_PS_ROOT_DIR_ . '/var/locks/' . md5(strtolower($name)), 'c');
        $until = microtime(true) + (float) $seconds;
        while (!flock($file, LOCK_EX | LOCK_NB)) {
            if (microtime(true) > $until) {
                return 0;
            }
            usleep(20000);
        }
        self::$held[$name] = $file;

        return 1;
    }

    public static function release(string $name): ?int
    {
        if (!isset(self::$held[$name])) {
            return null;
        }
        flock(self::$held[$name], LOCK_UN);
        unset(self::$held[$name]);

        return 1;
    }
}
