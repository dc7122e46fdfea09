<?php

declare(strict_types=1);

/**
 * Stands in for PHP's https streams: keeps what was sent, answers what a test laid down. No network.
 *
 * @implements IteratorAggregate<int, string>
 */
final class FakeWire implements IteratorAggregate
{
    /** @var resource */
    public $context;

    /** @var list<array{url: string, http: array<string, mixed>, ssl: array<string, mixed>}> */
    public static array $sent = [];

    /** @var list<string> Status line and headers; empty for a connection that fails. */
    public static array $lines = [];

    public static string $body = '';

    private int $at = 0;

    /** @param list<string> $lines */
    public static function during(array $lines, string $body, callable $run): mixed
    {
        self::$sent = [];
        self::$lines = $lines;
        self::$body = $body;
        stream_wrapper_unregister('https');
        stream_wrapper_register('https', self::class, STREAM_IS_URL);
        try {
            return $run();
        } finally {
            stream_wrapper_restore('https');
        }
    }

    public function getIterator(): Iterator
    {
        return new ArrayIterator(self::$lines);
    }

    public function stream_open(string $path): bool
    {
        self::$sent[] = ['url' => $path] + stream_context_get_options($this->context);

        return self::$lines !== [];
    }

    public function stream_read(int $count): string
    {
        $chunk = substr(self::$body, $this->at, $count);
        $this->at += strlen($chunk);

        return $chunk;
    }

    public function stream_eof(): bool
    {
        return $this->at >= strlen(self::$body);
    }

    /** @return array<string, int> */
    public function stream_stat(): array
    {
        return [];
    }
}
