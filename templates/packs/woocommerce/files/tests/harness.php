<?php
/**
 * A small test runner: prints TAP, ends with 1 when a test failed. Every notice and warning of PHP fails the test.
 */

error_reporting( E_ALL );
set_error_handler(
	static function ( $level, $message, $file, $line ) {
		throw new ErrorException( $message, 0, $level, $file, $line );
	}
);

final class Failed extends Exception {}

$GLOBALS['tests'] = array();

function test( $title, callable $run ) {
	$GLOBALS['tests'][] = array( $title, $run );
}

function same( $expected, $actual, $what = '' ) {
	if ( $expected !== $actual ) {
		throw new Failed( trim( $what . ' expected ' . json_encode( $expected ) . ' but got ' . json_encode( $actual ) ) );
	}
}

function ok( $condition, $what ) {
	same( true, (bool) $condition, $what );
}

function contains( $needle, $text ) {
	ok( false !== strpos( $text, $needle ), json_encode( $needle ) . ' is not in ' . json_encode( $text ) );
}

function run_tests( callable $before ) {
	$failed = 0;
	echo "TAP version 13\n";
	foreach ( $GLOBALS['tests'] as $index => list( $title, $run ) ) {
		try {
			$before();
			$run();
			printf( "ok %d - %s\n", $index + 1, $title );
		} catch ( Throwable $problem ) {
			$failed++;
			printf( "not ok %d - %s\n", $index + 1, $title );
			printf( "  # %s: %s\n", get_class( $problem ), str_replace( "\n", ' ', $problem->getMessage() ) );
			foreach ( array_slice( explode( "\n", $problem->getTraceAsString() ), 0, 6 ) as $line ) {
				echo "  # $line\n";
			}
		}
	}
	$count = count( $GLOBALS['tests'] );
	printf( "1..%d\n# tests %d\n# pass %d\n# fail %d\n", $count, $count, $count - $failed, $failed );
	return 0 === $failed ? 0 : 1;
}
