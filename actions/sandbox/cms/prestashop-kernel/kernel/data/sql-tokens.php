<?php

declare(strict_types=1);

/** Words of a MySQL statement. A token is [kind, text]; kinds: string (already read), name, word, number, sign. */
final class SqlTokens
{
    private const ESCAPES = ['0' => "\0", "'" => "'", '"' => '"', 'b' => "\x08", 'n' => "\n", 'r' => "\r", 't' => "\t", 'Z' => "\x1a", '\\' => '\\'];

    /** @return list<array{0: string, 1: string}> */
    public static function read(string $sql): array
    {
        $pattern = '/\s+|(?<string>\'(?:[^\'\\\\]|\\\\.|\'\')*\'|"(?:[^"\\\\]|\\\\.|"")*")|`(?<name>[^`]+)`|(?<word>[A-Za-z_@][\w$]*)'
            . '|(?<number>\d+(?:\.\d+)?)|(?<sign><=>|<=|>=|!=|<>|:=|&&|\|\||[-+*\/%=<>(),.;!])/As';
        $tokens = [];
        for ($at = 0; $at < strlen($sql); $at += strlen($found[0])) {
            if (!preg_match($pattern, $sql, $found, PREG_UNMATCHED_AS_NULL, $at)) {
                OutsideKernel::refuse('SQL at "' . substr($sql, $at, 40) . '"');
            }
            foreach (['name', 'word', 'number', 'sign'] as $kind) {
                if ($found[$kind] !== null) {
                    $tokens[] = [$kind, $found[$kind]];
                }
            }
            if ($found['string'] !== null) {
                $tokens[] = ['string', self::readString($found['string'])];
            }
        }

        return $tokens;
    }

    private static function readString(string $literal): string
    {
        $quote = $literal[0];
        $inside = substr($literal, 1, -1);

        return (string) preg_replace_callback('/\\\\(.)|' . $quote . $quote . '/s', static function (array $found) use ($quote): string {
            $escaped = $found[1] ?? null;
            if ($escaped === null) {
                return $quote;
            }

            // In LIKE these two keep their backslash.
            return self::ESCAPES[$escaped] ?? (in_array($escaped, ['%', '_'], true) ? "\\$escaped" : $escaped);
        }, $inside);
    }

    /** Text as a literal that SQLite reads. */
    public static function quote(string $text): string
    {
        if (str_contains($text, "\0")) {
            OutsideKernel::refuse('a zero byte in SQL');
        }

        return "'" . str_replace("'", "''", $text) . "'";
    }

    /** @param list<array{0: string, 1: string}> $tokens */
    public static function write(array $tokens): string
    {
        $parts = array_map(static fn (array $token): string => match ($token[0]) {
            'string' => self::quote($token[1]),
            'name' => '`' . $token[1] . '`',
            default => $token[1],
        }, $tokens);

        return implode(' ', $parts);
    }
}
