<?php

// A small test runner: prints TAP, ends with 1 when a test failed. Every notice and warning of PHP fails the test.

declare(strict_types=1);

final class Failed extends Exception
{
}

/** @var list<array{0: string, 1: callable}> $tests */
$GLOBALS['tests'] = [];

function test(string $title, callable $run): void
{
    $GLOBALS['tests'][] = [$title, $run];
}

function same(mixed $expected, mixed $actual, string $what = ''): void
{
    if ($expected !== $actual) {
        throw new Failed(trim($what . ' expected ' . json_encode($expected) . ' but got ' . json_encode($actual)));
    }
}

function ok(mixed $condition, string $what): void
{
    same(true, (bool) $condition, $what);
}

/** Runs something that must throw; answers what it threw. */
function thrown(callable $run, string $class = Throwable::class): Throwable
{
    try {
        $run();
    } catch (Throwable $problem) {
        ok($problem instanceof $class, get_class($problem) . ': ' . $problem->getMessage() . " is no $class");

        return $problem;
    }
    throw new Failed("nothing was thrown, $class was expected");
}

/** One test, with a strict error handler around it. */
function run_test(callable $run): void
{
    set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
        throw new ErrorException($message, 0, $level, $file, $line);
    });
    try {
        $run();
    } finally {
        restore_error_handler();
    }
}

function run_tests(): int
{
    error_reporting(E_ALL);
    $failed = 0;
    echo "TAP version 13\n";
    foreach ($GLOBALS['tests'] as $index => [$title, $run]) {
        try {
            run_test($run);
            printf("ok %d - %s\n", $index + 1, $title);
        } catch (Throwable $problem) {
            $failed++;
            printf("not ok %d - %s\n", $index + 1, $title);
            printf("  # %s: %s\n", get_class($problem), str_replace("\n", ' ', $problem->getMessage()));
            foreach (array_slice(explode("\n", $problem->getTraceAsString()), 0, 6) as $line) {
                echo "  # $line\n";
            }
        }
    }
    $count = count($GLOBALS['tests']);
    printf("1..%d\n# tests %d\n# pass %d\n# fail %d\n", $count, $count, $count - $failed, $failed);

    return $failed === 0 ? 0 : 1;
}
