<?php

// Runs the tests without any tool: php tests/run.php

declare(strict_types=1);

// Controllers send headers, which must come before any output.
ob_start();

require __DIR__ . '/harness.php';
require __DIR__ . '/shop.php';

foreach (glob(__DIR__ . '/cases/*.php') ?: [] as $case) {
    require $case;
}

exit(run_tests());
