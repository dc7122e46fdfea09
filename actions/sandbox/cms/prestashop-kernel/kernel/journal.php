<?php

declare(strict_types=1);

/** The evidence: one JSON object a line below var/logs, read by the scenario. */
final class Journal
{
    public static int $queries = 0;

    public static function open(): void
    {
        register_shutdown_function(static function (): void {
            self::write('requests', [
                'method' => $_SERVER['REQUEST_METHOD'] ?? '',
                'path' => strtok($_SERVER['REQUEST_URI'] ?? '', '?') . self::page(),
                'status' => http_response_code(),
                'mark' => is_string($_GET['forge-mark'] ?? null) ? $_GET['forge-mark'] : '',
                'ms' => round(1000 * (microtime(true) - $_SERVER['REQUEST_TIME_FLOAT']), 1),
                'queries' => self::$queries,
                'peakKiB' => intdiv(memory_get_peak_usage(), 1024),
            ]);
        });
    }

    /** The controller, without the rest of the query: it may hold keys. */
    private static function page(): string
    {
        $page = $_GET['controller'] ?? '';

        return is_string($page) && preg_match('/^\w+$/', $page) ? "#$page" : '';
    }

    /** @param array<string, mixed> $record */
    public static function write(string $log, array $record): void
    {
        $line = json_encode($record, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE);
        file_put_contents(_PS_ROOT_DIR_ . "/var/logs/forge-$log.jsonl", "$line\n", FILE_APPEND | LOCK_EX);
    }
}
