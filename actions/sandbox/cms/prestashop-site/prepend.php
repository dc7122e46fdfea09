<?php

/** Runs before every request of the shop (auto_prepend_file): writes down what it cost. */

if (PHP_SAPI !== 'cli') {
    $forgeBegan = microtime(true);
    register_shutdown_function(static function () use ($forgeBegan): void {
        $queries = 0;
        try {
            if (class_exists('Db', false)) {
                // Of the connection that modules use; Symfony's own is another.
                $row = Db::getInstance()->getLink()->query("SHOW SESSION STATUS LIKE 'Questions'")->fetch();
                $queries = (int) ($row['Value'] ?? 0);
            }
        } catch (Throwable $problem) {
            // The request is over; its cost without the number of queries is still worth a line.
        }
        $record = [
            'method' => $_SERVER['REQUEST_METHOD'] ?? '',
            // Without its query, which may hold keys.
            'path' => strtok((string) ($_SERVER['REQUEST_URI'] ?? ''), '?'),
            'mark' => (string) ($_GET['forge-mark'] ?? ''),
            'status' => http_response_code(),
            'ms' => (int) round(1000 * (microtime(true) - $forgeBegan)),
            'queries' => $queries,
            'peakKiB' => intdiv(memory_get_peak_usage(true), 1024),
        ];
        // Beside PHP's own log, which the scenario reads too.
        file_put_contents(dirname(ini_get('error_log')) . '/forge-requests.jsonl', json_encode($record) . "\n", FILE_APPEND | LOCK_EX);
    });
}
