<?php
/**
 * Plugin Name: WooCommerce contract kernel (a stand-in, NOT WooCommerce)
 * Description: The part of WooCommerce that payment gateways speak to, written anew for the Plugsmith sandbox. What it does not know ends in an error that says so.
 * Version: 9.4.0
 *
 * Evidence made with it has level "contract", never "real".
 */

defined( 'ABSPATH' ) || exit;

define( 'WC_VERSION', '9.4.0' );
define( 'WC_ABSPATH', __DIR__ . '/' );
define( 'WC_PLUGIN_FILE', __FILE__ );
define( 'PLUGSMITH_KERNEL', '1' );

/** Thrown at every call that WooCommerce may know and the kernel does not, so that a gap is never a pass. */
class Plugsmith_Outside_Kernel extends BadMethodCallException {
	public static function refuse( $what ) {
		throw new self( "$what is outside the contract kernel of the sandbox" );
	}
}

/** Makes unknown methods, static methods and properties of a class loud. */
trait Plugsmith_Loud {
	public function __call( $name, $arguments ) {
		Plugsmith_Outside_Kernel::refuse( static::class . '::' . $name . '()' );
	}

	public static function __callStatic( $name, $arguments ) {
		Plugsmith_Outside_Kernel::refuse( static::class . '::' . $name . '()' );
	}

	public function __get( $name ) {
		Plugsmith_Outside_Kernel::refuse( static::class . '::$' . $name );
	}
}

require __DIR__ . '/includes/utilities.php';
require __DIR__ . '/includes/functions.php';
require __DIR__ . '/includes/orders.php';
require __DIR__ . '/includes/refunds.php';
require __DIR__ . '/includes/session.php';
require __DIR__ . '/includes/settings-api.php';
require __DIR__ . '/includes/gateways.php';
require __DIR__ . '/includes/blocks.php';
require __DIR__ . '/includes/checkout.php';
require __DIR__ . '/includes/rest.php';
require __DIR__ . '/includes/admin-settings.php';
require __DIR__ . '/includes/admin-orders.php';

/** The shop as a whole. */
final class WooCommerce {
	use Plugsmith_Loud;

	public $version = WC_VERSION;
	public $session;
	public $cart;
	private static $instance;

	public static function instance() {
		if ( ! self::$instance ) {
			self::$instance          = new self();
			self::$instance->session = new WC_Session();
			self::$instance->cart    = new WC_Cart( self::$instance->session );
		}
		return self::$instance;
	}

	public function payment_gateways() {
		return WC_Payment_Gateways::instance();
	}

	public function api_request_url( $request ) {
		return add_query_arg( 'wc-api', $request, home_url( '/' ) );
	}

	public function plugin_url() {
		return untrailingslashit( plugins_url( '/', WC_PLUGIN_FILE ) );
	}
}

function WC() {
	return WooCommerce::instance();
}

add_action(
	'plugins_loaded',
	static function () {
		do_action( 'before_woocommerce_init' );
		do_action( 'woocommerce_loaded' );
	},
	-1
);
// WooCommerce loads its blocks on plugins_loaded at 10: after the plugins before it in the alphabet, before those after it.
add_action(
	'plugins_loaded',
	static function () {
		do_action( 'woocommerce_blocks_loaded' );
	}
);
add_action(
	'init',
	static function () {
		foreach ( array( 'product', 'shop_order', 'shop_order_refund' ) as $type ) {
			register_post_type( $type, array( 'public' => false ) );
		}
		do_action( 'woocommerce_init' );
		WC()->payment_gateways();
	},
	0
);
add_action( 'init', array( 'Plugsmith_Blocks_Check', 'run' ), 5 );
add_action(
	'wp_loaded',
	static function () {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended
		$request = isset( $_GET['wc-api'] ) ? strtolower( wc_clean( wp_unslash( $_GET['wc-api'] ) ) ) : '';
		if ( '' === $request ) {
			return;
		}
		nocache_headers();
		status_header( has_action( 'woocommerce_api_' . $request ) ? 200 : 400 );
		do_action( 'woocommerce_api_' . $request );
		die( '-1' );
	}
);
