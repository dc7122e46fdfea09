<?php
/** Router of `php -S`: files as they are, folders with their index.php, everything else by WordPress. */
$forge_path = parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
$forge_file = __DIR__ . $forge_path;
if ( '/' !== $forge_path && is_file( $forge_file ) && '.php' !== substr( $forge_file, -4 ) ) {
	return false;
}
if ( is_dir( $forge_file ) && is_file( rtrim( $forge_file, '/' ) . '/index.php' ) ) {
	$forge_file = rtrim( $forge_file, '/' ) . '/index.php';
}
if ( is_file( $forge_file ) && '.php' === substr( $forge_file, -4 ) ) {
	$_SERVER['SCRIPT_FILENAME'] = $forge_file;
	$_SERVER['SCRIPT_NAME']     = substr( $forge_file, strlen( __DIR__ ) );
	$_SERVER['PHP_SELF']        = $_SERVER['SCRIPT_NAME'];
	chdir( dirname( $forge_file ) );
	require $forge_file;
	return true;
}
$_SERVER['SCRIPT_NAME'] = '/index.php';
$_SERVER['PHP_SELF']    = '/index.php';
require __DIR__ . '/index.php';
