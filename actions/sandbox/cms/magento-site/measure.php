<?php

/** Runs before every request of the shop: writes down what it cost. */

(static function (float $began): void {
    register_shutdown_function(static function () use ($began): void {
        $path = (string) strtok((string) ($_SERVER['REQUEST_URI'] ?? ''), '?');
        if (strncmp($path, '/static/', 8) === 0 || strncmp($path, '/forge/', 7) === 0) {
            return;
        }
        $queries = 0;
        try {
            if (class_exists(\Magento\Framework\App\ObjectManager::class, false)) {
                $connection = \Magento\Framework\App\ObjectManager::getInstance()->get(\Magento\Framework\App\ResourceConnection::class)->getConnection();
                $queries = (int) $connection->fetchRow("SHOW SESSION STATUS LIKE 'Questions'")['Value'];
            }
        } catch (Throwable $problem) {
            // The request is over; its cost without the number of queries is still worth a line.
        }
        $record = [
            'method' => $_SERVER['REQUEST_METHOD'] ?? '',
            // Without its query, which may hold keys.
            'path' => $path,
            'mark' => (string) ($_GET['forge-mark'] ?? ''),
            'status' => http_response_code(),
            'ms' => (int) round(1000 * (microtime(true) - $began)),
            'queries' => $queries,
            'peakKiB' => intdiv(memory_get_peak_usage(true), 1024),
        ];
        file_put_contents('/tmp/forge-requests.jsonl', json_encode($record) . "\n", FILE_APPEND | LOCK_EX);
    });
})(microtime(true));
