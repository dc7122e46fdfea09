<?php
/** Installs WordPress from the command line: php install.php <password>. */
if ( 'cli' !== PHP_SAPI ) {
	exit;
}
define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST']      = '127.0.0.1:8080';
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REQUEST_URI']    = '/';
require __DIR__ . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
if ( ! is_blog_installed() ) {
	wp_install( 'Plugsmith', 'admin', 'admin@example.test', false, '', $argv[1] );
}
