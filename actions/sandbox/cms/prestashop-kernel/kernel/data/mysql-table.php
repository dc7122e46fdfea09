<?php

declare(strict_types=1);

/** CREATE TABLE and ALTER TABLE of MySQL as STRICT tables of SQLite, which refuse what MySQL's strict mode refuses. */
final class MysqlTable
{
    private const WHOLE = ['TINYINT', 'SMALLINT', 'MEDIUMINT', 'INT', 'INTEGER', 'BIGINT', 'BOOL', 'BOOLEAN'];
    private const BROKEN = ['DECIMAL', 'NUMERIC', 'FLOAT', 'DOUBLE'];
    private const WORDS = ['CHAR', 'VARCHAR', 'TEXT', 'TINYTEXT', 'MEDIUMTEXT', 'LONGTEXT', 'DATE', 'DATETIME', 'TIMESTAMP', 'TIME', 'JSON', 'ENUM'];

    /** @return list<string> */
    public static function create(array $tokens): array
    {
        $soft = strtoupper(implode(' ', array_column(array_slice($tokens, 0, 3), 1))) === 'IF NOT EXISTS';
        $tokens = array_slice($tokens, $soft ? 3 : 0);
        $table = $tokens[0][1];
        [$inside, $rest] = self::brackets(array_slice($tokens, 1));
        self::checkOptions($rest);
        $lines = [];
        $after = [];
        $primary = null;
        foreach (self::split($inside) as $line) {
            $word = $line[0][0] === 'name' ? '' : strtoupper($line[0][1]);
            if ($word === 'PRIMARY') {
                $primary = self::columns(array_slice($line, 2));
            } elseif (in_array($word, ['KEY', 'INDEX'], true)) {
                $after[] = 'CREATE INDEX IF NOT EXISTS `' . $table . '_' . $line[1][1] . "` ON `$table` " . self::columns(array_slice($line, 2));
            } elseif ($word === 'UNIQUE') {
                $from = 1 + (int) (($line[1][0] ?? '') === 'word') ;
                $from += (int) (($line[$from][1] ?? '') !== '(');
                $lines[] = 'UNIQUE ' . self::columns(array_slice($line, $from));
            } elseif (in_array($word, ['CONSTRAINT', 'FOREIGN', 'FULLTEXT', 'SPATIAL', 'CHECK'], true)) {
                OutsideKernel::refuse("$word in CREATE TABLE");
            } else {
                $lines[] = self::column($line);
            }
        }
        $counts = (bool) preg_grep('/PRIMARY KEY AUTOINCREMENT/', $lines);
        if ($primary !== null && !$counts) {
            $lines[] = "PRIMARY KEY $primary";
        }

        return ['CREATE TABLE ' . ($soft ? 'IF NOT EXISTS ' : '') . "`$table` (" . implode(', ', $lines) . ') STRICT', ...$after];
    }

    /** @return list<string> */
    public static function alter(array $tokens): array
    {
        $table = $tokens[0][1];
        $what = strtoupper($tokens[1][1] ?? '');
        $rest = array_slice($tokens, strtoupper($tokens[2][1] ?? '') === 'COLUMN' ? 3 : 2);
        if ($what === 'ADD' && !in_array(strtoupper($rest[0][1]), ['INDEX', 'KEY', 'UNIQUE', 'PRIMARY', 'CONSTRAINT'], true)) {
            return ["ALTER TABLE `$table` ADD COLUMN " . self::column($rest)];
        }
        if ($what === 'DROP') {
            return ["ALTER TABLE `$table` DROP COLUMN `{$rest[0][1]}`"];
        }
        OutsideKernel::refuse("ALTER TABLE $what");
    }

    private static function column(array $line): string
    {
        $name = $line[0][1];
        $type = strtoupper($line[1][1] ?? '');
        $line = array_slice($line, 2);
        $size = [];
        if (($line[0][1] ?? '') === '(') {
            [$size, $line] = self::brackets($line);
        }
        $kind = match (true) {
            in_array($type, self::WHOLE, true) => 'INTEGER',
            in_array($type, self::BROKEN, true) => 'REAL',
            in_array($type, self::WORDS, true) => 'TEXT COLLATE NOCASE',
            in_array($type, ['BLOB', 'LONGBLOB', 'MEDIUMBLOB'], true) => 'BLOB',
            default => OutsideKernel::refuse("the column type $type"),
        };
        $made = "`$name` $kind";
        if (in_array($type, ['CHAR', 'VARCHAR'], true)) {
            $made .= " CHECK (length(`$name`) <= " . (int) $size[0][1] . ')';
        } elseif ($type === 'ENUM') {
            $made .= " CHECK (`$name` IN (" . SqlTokens::write($size) . '))';
        }
        for ($at = 0; $at < count($line); ++$at) {
            $word = $line[$at][0] === 'word' ? strtoupper($line[$at][1]) : OutsideKernel::refuse("{$line[$at][1]} in a column");
            $next = strtoupper($line[$at + 1][1] ?? '');
            if ($word === 'UNSIGNED') {
                $made .= " CHECK (`$name` >= 0)";
            } elseif ($word === 'NOT' && $next === 'NULL') {
                $made .= ' NOT NULL';
                ++$at;
            } elseif ($word === 'DEFAULT') {
                $made .= ' DEFAULT ' . SqlTokens::write([$line[++$at]]);
            } elseif ($word === 'AUTO_INCREMENT') {
                return "`$name` INTEGER PRIMARY KEY AUTOINCREMENT";
            } elseif ($word === 'PRIMARY' && $next === 'KEY') {
                $made .= ' PRIMARY KEY';
                ++$at;
            } elseif ($word === 'COMMENT') {
                ++$at;
            } elseif ($word === 'CHARACTER') {
                $at += 2;
            } elseif ($word === 'COLLATE') {
                ++$at;
            } elseif ($word !== 'NULL') {
                OutsideKernel::refuse("$word in a column");
            }
        }

        return $made;
    }

    /** Names of an index, without the lengths of prefixes. */
    private static function columns(array $tokens): string
    {
        [$inside] = self::brackets($tokens);

        return '(' . implode(', ', array_map(static fn (array $one): string => '`' . $one[0][1] . '`', self::split($inside))) . ')';
    }

    /** @return array{0: array, 1: array} What is between the first bracket and its end, and what follows. */
    private static function brackets(array $tokens): array
    {
        $depth = 0;
        foreach ($tokens as $at => $token) {
            $depth += ['(' => 1, ')' => -1][$token[0] === 'sign' ? $token[1] : ''] ?? 0;
            if ($depth === 0) {
                return [array_slice($tokens, 1, $at - 1), array_slice($tokens, $at + 1)];
            }
        }
        throw new PrestaShopDatabaseException('A bracket of the statement is not closed.');
    }

    /** @return list<array> */
    private static function split(array $tokens): array
    {
        $parts = [[]];
        $depth = 0;
        foreach ($tokens as $token) {
            $depth += ['(' => 1, ')' => -1][$token[0] === 'sign' ? $token[1] : ''] ?? 0;
            if ($depth === 0 && $token === ['sign', ',']) {
                $parts[] = [];
            } else {
                $parts[count($parts) - 1][] = $token;
            }
        }

        return $parts;
    }

    private static function checkOptions(array $tokens): void
    {
        $text = strtoupper(implode(' ', array_column($tokens, 1)));
        $option = '(?:ENGINE|(?:DEFAULT )?(?:CHARSET|CHARACTER SET)|(?:DEFAULT )?COLLATE|AUTO_INCREMENT|COMMENT) ?=? ?[^ ]+';
        if (!preg_match("/^(?:$option ?)*$/D", $text)) {
            OutsideKernel::refuse("the table's option $text");
        }
    }
}
