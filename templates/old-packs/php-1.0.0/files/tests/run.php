<?php

// Runs the tests without any tool: php tests/run.php

declare(strict_types=1);

require __DIR__ . '/bootstrap.php';

exit(run_tests());
