<?php

declare(strict_types=1);

/**
 * A stand-in for PrestaShop, NOT PrestaShop: the part of it that payment modules speak to, written anew for the Plugsmith
 * sandbox. What it does not know ends in an error that says so. Evidence made with it has level "contract", never "real".
 */
define('_PS_ROOT_DIR_', dirname(__DIR__));
define('_PS_VERSION_', '8.2.1');
define('_PS_MODE_DEV_', false);
define('_PS_MODULE_DIR_', _PS_ROOT_DIR_ . '/modules/');
define('_MODULE_DIR_', '/modules/');
define('__PS_BASE_URI__', '/');
define('_PS_BASE_URL_', 'http://127.0.0.1:8080');
define('_PS_IMG_', '/img/');
define('_DB_NAME_', 'shop');
define('_DB_PREFIX_', 'ps_');
define('_DB_SERVER_', '127.0.0.1');
define('_MYSQL_ENGINE_', 'InnoDB');
define('_PS_PRICE_COMPUTE_PRECISION_', 2);
define('_COOKIE_KEY_', trim((string) file_get_contents(_PS_ROOT_DIR_ . '/var/key')));

ini_set('error_log', _PS_ROOT_DIR_ . '/var/logs/errors.log');
ini_set('log_errors', '1');
ini_set('display_errors', '0');
error_reporting(E_ALL & ~E_DEPRECATED);
date_default_timezone_set('UTC');
mb_internal_encoding('UTF-8');

require __DIR__ . '/outside.php';
require __DIR__ . '/journal.php';
require __DIR__ . '/classes.php';

// The last to be asked: a class that nobody knows is either PrestaShop's, and missing here, or missing everywhere.
spl_autoload_register(static function (string $class): void {
    if (!str_contains($class, '\\') || preg_match('/^(PrestaShop|PrestaShopBundle|Symfony|Doctrine|Twig)\\\\/', $class)) {
        OutsideKernel::refuse("class $class");
    }
});
set_exception_handler(static function (Throwable $problem): void {
    error_log("PHP Fatal error:  Uncaught $problem");
    while (ob_get_level() > 0) {
        ob_end_clean();
    }
    if (!headers_sent()) {
        http_response_code(500);
        header('Content-Type: text/html; charset=utf-8');
    }
    echo '<!doctype html><title>500</title><h1>Internal Server Error</h1><p>' . Tools::safeOutput(get_class($problem) . ': ' . $problem->getMessage()) . '</p>';
});
Journal::open();
