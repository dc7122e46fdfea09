<?php
/**
 * Must-use plugin of the Plugsmith sandbox: nothing leaves the machine, every call and every request is written down, and
 * WordPress does not wait for servers it cannot reach. Log files lie in wp-content and are read by the scenario.
 */

defined( 'ABSPATH' ) || exit;

/** Hosts that may be called: this very machine, where the provider's double listens. */
const FORGE_HOSTS = array( '127.0.0.1', 'localhost' );

function forge_log( $file, array $record ) {
	file_put_contents( WP_CONTENT_DIR . "/forge-$file.jsonl", wp_json_encode( $record ) . "\n", FILE_APPEND | LOCK_EX );
}

/** Address without its query, which may hold keys. */
function forge_address( $url ) {
	return strtok( (string) $url, '?' );
}

/** Folder of the plugin whose code makes this call, or "wordpress". */
function forge_caller() {
	foreach ( debug_backtrace( DEBUG_BACKTRACE_IGNORE_ARGS ) as $frame ) {
		$file = wp_normalize_path( $frame['file'] ?? '' );
		if ( str_starts_with( $file, WP_PLUGIN_DIR . '/' ) ) {
			return strtok( substr( $file, strlen( WP_PLUGIN_DIR ) + 1 ), '/' );
		}
	}
	return 'wordpress';
}

// The network namespace is the wall; this is the log of who tried.
add_filter(
	'pre_http_request',
	static function ( $answer, $arguments, $url ) {
		$host = wp_parse_url( $url, PHP_URL_HOST );
		if ( in_array( $host, FORGE_HOSTS, true ) ) {
			return $answer;
		}
		forge_log( 'egress', array( 'from' => forge_caller(), 'blocked' => true, 'method' => $arguments['method'] ?? 'GET', 'url' => forge_address( $url ) ) );
		return new WP_Error( 'forge_egress_denied', 'The sandbox has no network.' );
	},
	1,
	3
);
add_filter(
	'http_request_host_is_external',
	static function ( $external, $host ) {
		return $external || in_array( $host, FORGE_HOSTS, true );
	},
	10,
	2
);
add_filter(
	'http_allowed_safe_ports',
	static function ( $ports ) {
		return array_merge( $ports, array( 9500 ) );
	}
);
add_filter(
	'pre_wp_mail',
	static function ( $answer, $mail ) {
		forge_log( 'mail', array( 'to' => $mail['to'], 'subject' => $mail['subject'], 'text' => mb_substr( trim( preg_replace( '/\s+/u', ' ', html_entity_decode( wp_strip_all_tags( $mail['message'] ), ENT_QUOTES ) ) ), 0, 4000 ) ) );
		return true;
	},
	10,
	2
);

// Emoji pictures come from another host.
remove_action( 'wp_head', 'print_emoji_detection_script', 7 );
add_action(
	'admin_init',
	static function () {
		remove_action( 'admin_print_scripts', 'print_emoji_detection_script' );
	}
);
// Without these every admin page waits for api.wordpress.org and gravatar.com.
add_filter( 'pre_option_show_avatars', '__return_zero' );
add_filter( 'admin_email_check_interval', '__return_zero' );
add_filter( 'automatic_updater_disabled', '__return_true' );
foreach ( array( 'core', 'plugins', 'themes' ) as $forge_kind ) {
	add_filter(
		"pre_site_transient_update_$forge_kind",
		static function () {
			return (object) array( 'last_checked' => time(), 'updates' => array(), 'version_checked' => $GLOBALS['wp_version'], 'response' => array(), 'no_update' => array(), 'checked' => array() );
		}
	);
}
foreach ( array( 'load-plugins.php', 'load-update.php', 'load-update-core.php', 'admin_init' ) as $forge_hook ) {
	remove_action( $forge_hook, 'wp_update_plugins' );
	remove_action( $forge_hook, 'wp_update_themes' );
	remove_action( $forge_hook, '_maybe_update_core' );
	remove_action( $forge_hook, '_maybe_update_plugins' );
	remove_action( $forge_hook, '_maybe_update_themes' );
}
// A real WooCommerce: no wizard, no marketplace, no "coming soon" page.
add_filter( 'woocommerce_enable_setup_wizard', '__return_false' );
add_filter( 'woocommerce_prevent_automatic_wizard_redirect', '__return_true' );
add_filter( 'woocommerce_allow_marketplace_suggestions', '__return_false' );
// Nor the llama that newer ones lay over the page of the first order.
add_filter( 'wc_order_milestone_egg_enabled', '__return_false' );
add_filter( 'pre_option_woocommerce_coming_soon', static fn() => 'no' );
add_filter( 'pre_option_woocommerce_allow_tracking', static fn() => 'no' );

// What a real WooCommerce's log takes; the kernel writes its own.
add_filter(
	'woocommerce_logger_log_message',
	static function ( $message, $level, $context ) {
		forge_log( 'wc-log', array( 'level' => $level, 'source' => $context['source'] ?? '', 'message' => $message ) );
		return $message;
	},
	10,
	3
);

// SQLite's gaps under a real WooCommerce: 2^64-1 as a LIMIT, and CONCAT_WS().
if ( ! defined( 'PLUGSMITH_KERNEL' ) && method_exists( $GLOBALS['wpdb']->dbh ?? '', 'get_connection' ) ) {
	add_filter( 'query', static fn( $query ) => str_replace( '18446744073709551615', '9223372036854775807', $query ) );
	$GLOBALS['wpdb']->dbh->get_connection()->get_pdo()->sqliteCreateFunction(
		'CONCAT_WS',
		static fn( $between, ...$parts ) => implode( $between, array_filter( $parts, static fn( $part ) => null !== $part ) )
	);
}

add_action(
	'shutdown',
	static function () {
		forge_log(
			'requests',
			array(
				'method'  => $_SERVER['REQUEST_METHOD'] ?? '',
				'path'    => forge_address( $_SERVER['REQUEST_URI'] ?? '' ),
				'status'  => http_response_code(),
				'mark'    => $_GET['forge-mark'] ?? '', // phpcs:ignore WordPress.Security.NonceVerification, WordPress.Security.ValidatedSanitizedInput
				'ms'      => round( 1000 * ( microtime( true ) - $_SERVER['REQUEST_TIME_FLOAT'] ), 1 ),
				'queries' => get_num_queries(),
				'peakKiB' => intdiv( memory_get_peak_usage(), 1024 ),
			)
		);
	},
	PHP_INT_MAX
);

/** A column of one of Action Scheduler's tables, which only a real WooCommerce has. */
function forge_read_names( $table, $column ) {
	global $wpdb;
	$table = $wpdb->prefix . $table;
	return $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $table ) ) ? $wpdb->get_col( "SELECT DISTINCT $column FROM $table WHERE $column IS NOT NULL" ) : array();
}

/** Everything that a plugin may leave behind, by kind. */
function forge_state() {
	global $wpdb;
	$names = array(
		'options'  => $wpdb->get_col( "SELECT option_name FROM $wpdb->options ORDER BY option_name" ),
		'tables'   => $wpdb->get_col( 'SHOW TABLES' ),
		'cron'     => array_values( array_unique( array_merge( array(), ...array_map( static fn( $jobs ) => is_array( $jobs ) ? array_keys( $jobs ) : array(), array_values( _get_cron_array() ) ) ) ) ),
		'userMeta' => $wpdb->get_col( "SELECT DISTINCT meta_key FROM $wpdb->usermeta ORDER BY meta_key" ),
		'roles'    => array_keys( wp_roles()->roles ),
		'plugins'  => array_values( array_map( 'basename', glob( WP_PLUGIN_DIR . '/*' ) ) ),
		'jobs'     => forge_read_names( 'actionscheduler_actions', 'hook' ),
		'groups'   => forge_read_names( 'actionscheduler_groups', 'slug' ),
		'content'  => array_values( array_diff( array_map( 'basename', glob( WP_CONTENT_DIR . '/*' ) ), array( 'debug.log' ) ) ),
	);
	// A real WooCommerce makes rows without a name.
	return array_map( static fn( $kind ) => array_values( array_filter( $kind, 'is_string' ) ), $names );
}

/** Makes the shop ready: its language, its currency, its checkout page. */
function forge_prepare_shop( $request ) {
	// Its language pack was laid out before WordPress started.
	update_option( 'WPLANG', 'en_US' === $request['locale'] ? '' : $request['locale'] );
	switch_to_locale( $request['locale'] );
	update_option( 'woocommerce_currency', 'EUR' );
	update_option( 'woocommerce_default_country', 'FR' );
	update_option( 'woocommerce_onboarding_profile', array( 'skipped' => true ) );
	// A second way to pay, so that choosing the plugin's is a choice.
	update_option( 'woocommerce_cheque_settings', array( 'enabled' => 'yes', 'title' => 'Check payments' ) );
	$title  = function_exists( 'plugsmith_word' ) ? plugsmith_word( 'Checkout' ) : 'Checkout';
	// A real WooCommerce made a page of blocks for itself; the kernel made none.
	$blocks = (int) get_option( 'woocommerce_checkout_page_id' );
	$page   = wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_name' => 'forge-checkout', 'post_title' => $title, 'post_content' => '<!-- wp:shortcode -->[woocommerce_checkout]<!-- /wp:shortcode -->', 'comment_status' => 'closed' ) );
	update_option( 'forge_checkout_pages', array( 'classic' => $page, 'block' => $blocks ) );
	update_option( 'forge_orders_as_posts', 'no' );
	update_option( 'woocommerce_checkout_page_id', $page );
	return array( 'checkout' => get_permalink( $page ), 'blockCheckout' => $blocks ? get_permalink( $blocks ) : '', 'woocommerce' => defined( 'WC_VERSION' ) ? WC_VERSION : null, 'kernel' => defined( 'PLUGSMITH_KERNEL' ) );
}

/** The checkout that the shop uses: its classic page or the one made of blocks. */
function forge_choose_checkout( $request ) {
	update_option( 'woocommerce_checkout_page_id', get_option( 'forge_checkout_pages' )[ $request['kind'] ] );
	return array( 'kind' => $request['kind'] );
}

/** Where a real WooCommerce keeps its orders: posts, or tables. Its own switch waits for a migration. */
function forge_keep_orders( $request ) {
	update_option( 'forge_orders_as_posts', $request['posts'] ? 'yes' : 'no' );
	return array( 'hpos' => \Automattic\WooCommerce\Utilities\OrderUtil::custom_orders_table_usage_is_enabled() );
}
add_filter( 'pre_option_woocommerce_custom_orders_table_enabled', static fn( $value ) => 'yes' === get_option( 'forge_orders_as_posts' ) ? 'no' : $value );

/** Switches WooCommerce on or off, as the command line would: the plugins page asks plugins that need it first. */
function forge_switch_woocommerce( $request ) {
	require_once ABSPATH . 'wp-admin/includes/plugin.php';
	$name = 'woocommerce/woocommerce.php';
	if ( $request['active'] ) {
		return array( 'error' => is_wp_error( activate_plugin( $name ) ) );
	}
	deactivate_plugins( $name );
	return array( 'error' => is_plugin_active( $name ) );
}

/** What a real WooCommerce says about a plugin. */
function forge_ask_compatibility( $request ) {
	$files = preg_grep( '#^' . preg_quote( $request['plugin'], '#' ) . '/#', (array) get_option( 'active_plugins' ) );
	$file  = (string) reset( $files );
	$info  = \Automattic\WooCommerce\Utilities\FeaturesUtil::get_compatible_features_for_plugin( $file );
	require_once WC_ABSPATH . 'includes/admin/plugin-updates/class-wc-plugin-updates.php';
	$untested = ( new WC_Plugin_Updates() )->get_untested_plugins( WC_VERSION, 'major' );
	return array( 'incompatible' => array_values( $info['incompatible'] ?? array() ), 'uncertain' => array_values( $info['uncertain'] ?? array() ), 'untested' => isset( $untested[ $file ] ) );
}

/** Payment methods of the block checkout: what the kernel kept, or a real WooCommerce's own registry. */
function forge_blocks() {
	if ( class_exists( 'Plugsmith_Blocks_Check' ) ) {
		return array_map( static fn( $describe ) => $describe(), Plugsmith_Blocks_Check::$methods );
	}
	$registry = \Automattic\WooCommerce\Blocks\Package::container()->get( \Automattic\WooCommerce\Blocks\Payments\PaymentMethodRegistry::class );
	return array_map(
		static fn( $method ) => array(
			'active'  => (bool) $method->is_active(),
			'scripts' => array_map( static fn( $handle ) => wp_scripts()->registered[ $handle ]->src ?? null, $method->get_payment_method_script_handles() ),
			'data'    => $method->get_payment_method_data(),
		),
		$registry->get_all_registered()
	);
}

/** Runs what waits in Action Scheduler: WP-Cron is off. */
function forge_run_queue() {
	return array( 'actions' => class_exists( 'ActionScheduler_QueueRunner' ) ? ActionScheduler_QueueRunner::instance()->run( 'forge' ) : 0 );
}

add_action(
	'rest_api_init',
	static function () {
		$routes = array(
			'state'  => array( 'GET', 'forge_state' ),
			'shop'   => array( 'POST', 'forge_prepare_shop' ),
			'queue'  => array( 'POST', 'forge_run_queue' ),
			'blocks' => array( 'GET', 'forge_blocks' ),
			'checkout-page' => array( 'POST', 'forge_choose_checkout' ),
			'orders' => array( 'POST', 'forge_keep_orders' ),
			'woocommerce' => array( 'POST', 'forge_switch_woocommerce' ),
			'compatibility' => array( 'GET', 'forge_ask_compatibility' ),
		);
		foreach ( $routes as $name => list( $method, $callback ) ) {
			register_rest_route(
				'forge/v1',
				"/$name",
				array(
					'methods'             => $method,
					'callback'            => $callback,
					'permission_callback' => static fn() => current_user_can( 'manage_options' ),
				)
			);
		}
	}
);
