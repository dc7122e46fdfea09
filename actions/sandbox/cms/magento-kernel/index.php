<?php

declare(strict_types=1);

/**
 * The contract kernel of Magento 2.4: the part of it that a payment module speaks to, written anew. It reads the module's own
 * registration.php, etc/*.xml, i18n and view files, and serves a desk and a storefront around it. A call that it does not know
 * is an error that says so, never a pass.
 */

namespace Kernel;

define('SITE', getenv('FORGE_SITE') ?: '/tmp/site');

$began = microtime(true);
$path = (string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$method = $_SERVER['REQUEST_METHOD'];

if (!is_file(SITE . '/var/shop.sqlite')) {
    require __DIR__ . '/kernel/setup.php';
    makeShop();
}
require __DIR__ . '/kernel/boot.php';
require __DIR__ . '/kernel/control.php';
require __DIR__ . '/kernel/front.php';
foreach (['frame', 'desk', 'settings', 'orders', 'storefront'] as $part) {
    require __DIR__ . "/pages/$part.php";
}

if (Front::file($path)) {
    return;
}
session_save_path(SITE . '/var/sessions');
session_set_cookie_params(['httponly' => true, 'samesite' => 'Lax', 'path' => '/']);
session_start();
register_shutdown_function(static function () use ($began, $method, $path): void {
    journal('requests', [
        'mark' => (string) ($_GET['forge-mark'] ?? ''), 'method' => $method, 'path' => $path, 'status' => http_response_code(),
        'ms' => (int) round(1000 * (microtime(true) - $began)), 'queries' => Database::$queries,
        'peakKiB' => intdiv(memory_get_peak_usage(true), 1024),
    ]);
});
try {
    Front::answer($method, $path);
} catch (\Throwable $problem) {
    complain($problem);
    http_response_code(500);
    header('Content-Type: text/plain; charset=utf-8');
    // Only our own words reach the page; the rest is in the log.
    echo $problem instanceof Outside ? $problem->getMessage() : 'There has been an error processing your request.';
}
