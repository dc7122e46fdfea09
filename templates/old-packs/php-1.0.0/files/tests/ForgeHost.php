<?php

declare(strict_types=1);

/**
 * The forge's side of a contract driver: its plugin process protocol, one JSON-RPC message a line on stdin and stdout.
 * The forge is the provider, and judges by what it sees; a driver only says what happened.
 */
final class ForgeHost
{
    private static int $next = 1;

    /** @var list<array<string, mixed>> Requests of the forge that came while one of ours was open. */
    private static array $waiting = [];

    /** @var resource */
    private static $out;

    /** @param array<string, mixed> $message */
    private static function send(array $message): void
    {
        fwrite(self::$out, json_encode(['jsonrpc' => '2.0'] + $message, JSON_INVALID_UTF8_SUBSTITUTE) . "\n");
        fflush(self::$out);
    }

    /** @return array<string, mixed>|null */
    private static function read(): ?array
    {
        $line = fgets(STDIN);

        return $line === false ? null : json_decode($line, true);
    }

    /**
     * An event of the plugin.
     *
     * @param array<string, mixed> $data
     */
    public static function emit(string $event, array $data): void
    {
        self::send(['method' => 'emit', 'params' => ['event' => $event, 'data' => (object) $data]]);
    }

    /** Something the plugin told people: a log line, a page. */
    public static function log(string $message): void
    {
        self::send(['method' => 'log', 'params' => ['level' => 'info', 'message' => $message]]);
    }

    /**
     * A request to the outside, which the forge answers; null for a broken connection.
     *
     * @param array<string, string> $headers
     * @return array{0: int, 1: array<string, string>, 2: string}|null status, headers, body
     */
    public static function post(string $url, array $headers, string $body): ?array
    {
        $id = self::$next++;
        $params = ['url' => $url, 'method' => 'POST', 'headers' => (object) array_change_key_case($headers)];
        self::send(['id' => $id, 'method' => 'fetch', 'params' => $params + ['data' => base64_encode($body)]]);
        while (($message = self::read()) !== null) {
            if (isset($message['method'])) {
                self::$waiting[] = $message;
            } elseif (($message['id'] ?? null) === $id) {
                $answer = $message['result'] ?? null;

                return $answer === null
                    ? null
                    : [$answer['status'], (array) $answer['headers'], (string) base64_decode($answer['data'], true)];
            }
        }
        exit(1);
    }

    /**
     * Answers the forge until it is gone. `$load` gets the configuration; methods and hooks are called by their names.
     *
     * @param array<string, callable> $methods
     * @param array<string, callable> $hooks
     */
    public static function serve(callable $load, array $methods, array $hooks): void
    {
        $out = fopen('php://stdout', 'wb');
        assert($out !== false);
        self::$out = $out;
        // Whatever is printed otherwise is log text.
        ob_start(static function (string $text): string {
            fwrite(STDERR, $text);

            return '';
        }, 1);
        while (($message = array_shift(self::$waiting) ?? self::read()) !== null) {
            if (!isset($message['id'], $message['method'])) {
                continue;
            }
            try {
                $params = (array) ($message['params'] ?? []);
                $result = self::answer((string) $message['method'], $params, $load, $methods, $hooks);
                self::send(['id' => $message['id'], 'result' => $result]);
            } catch (Throwable $problem) {
                $error = ['code' => -32000, 'message' => $problem->getMessage(), 'data' => ['code' => 'call_failed']];
                self::send(['id' => $message['id'], 'error' => $error]);
            }
        }
    }

    /**
     * @param array<string, mixed>    $params
     * @param array<string, callable> $methods
     * @param array<string, callable> $hooks
     */
    private static function answer(string $method, array $params, callable $load, array $methods, array $hooks): mixed
    {
        if ($method === 'initialize') {
            $load((array) $params['config']);
            $names = ['hooks' => array_keys($hooks), 'methods' => array_keys($methods)];

            return ['protocol' => 1, 'runtime' => 'php'] + $names;
        }
        if ($method === 'call' && isset($methods[$params['method']])) {
            return $methods[$params['method']]((array) ($params['args'] ?? []));
        }
        if (isset($hooks[$method])) {
            return $hooks[$method]($params);
        }
        if ($method === 'ping') {
            return new stdClass();
        }
        throw new BadFunctionCallException('no such method');
    }
}
