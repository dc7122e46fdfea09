<?php

declare(strict_types=1);

namespace Kernel;

const VERSION = '2.4.0';

error_reporting(E_ALL);
ini_set('display_errors', '0');
ini_set('log_errors', '1');
ini_set('error_log', SITE . '/var/errors.log');

require_once __DIR__ . '/outside.php';
require_once __DIR__ . '/words.php';
// Interfaces before what stands behind them: what a file names is made when the file is read.
foreach (['framework', 'framework-more', 'payment', 'payment-commands', 'sales'] as $part) {
    require_once dirname(__DIR__) . "/magento/$part.php";
}
foreach (['database', 'services', 'shop-config', 'schema', 'module', 'object-manager', 'payment-methods', 'sales-desk', 'creditmemo-desk'] as $part) {
    require_once __DIR__ . "/$part.php";
}

// Factories are generated, as in Magento; every other class of Magento that is not here is outside.
spl_autoload_register(static function (string $class): void {
    if (str_ends_with($class, 'Factory')) {
        $made = substr($class, 0, -7);
        if (class_exists($made) || interface_exists($made)) {
            $at = (int) strrpos($class, '\\');
            $code = 'namespace ' . substr($class, 0, $at) . '; class ' . substr($class, $at + 1)
                . ' { public function create(array $data = []) { return \Kernel\ObjectManager::get()->create(\\' . $made . '::class, $data); } }';
            // phpcs:ignore: as Magento's own code generator does; the name was checked to be a class.
            eval($code);

            return;
        }
    }
    if (str_starts_with($class, 'Magento\\')) {
        throw Outside::of("class $class");
    }
});

set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
    if ((error_reporting() & $level) !== 0) {
        error_log("PHP $level: $message in $file:$line");
    }

    return true;
});

/** Writes a failure down with the place that it comes from. */
function complain(\Throwable $problem): void
{
    error_log(get_class($problem) . ': ' . $problem->getMessage() . ' in ' . $problem->getFile() . ':' . $problem->getLine());
}

$module = glob(SITE . '/app/code/*/*/registration.php')[0] ?? null;
Words::$locale = is_file(SITE . '/var/locale') ? trim((string) file_get_contents(SITE . '/var/locale')) : 'en_US';
if ($module !== null) {
    Module::load(dirname($module));
}
