<?php
/** WooCommerce > Payments: the list of gateways and the settings of one. */

final class WC_Admin_Settings {
	use Plugsmith_Loud;

	private static $errors   = array();
	private static $messages = array();

	public static function add_error( $text ) {
		self::$errors[] = $text;
	}

	public static function add_message( $text ) {
		self::$messages[] = $text;
	}

	/** Errors, or else messages, as WooCommerce shows them. */
	public static function show_messages() {
		foreach ( self::$errors as $text ) {
			echo '<div id="message" class="error inline"><p><strong>' . esc_html( $text ) . '</strong></p></div>';
		}
		foreach ( self::$errors ? array() : self::$messages as $text ) {
			echo '<div id="message" class="updated inline"><p><strong>' . esc_html( $text ) . '</strong></p></div>';
		}
	}
}

function plugsmith_print_gateway_list() {
	echo '<table class="wc_gateways widefat striped"><tbody>';
	foreach ( WC()->payment_gateways()->payment_gateways() as $gateway ) {
		$url = admin_url( 'admin.php?page=wc-settings&tab=checkout&section=' . $gateway->id );
		echo '<tr data-gateway_id="' . esc_attr( $gateway->id ) . '"><td><a href="' . esc_url( $url ) . '">' . wp_kses_post( $gateway->get_method_title() ) . '</a></td><td>' . wp_kses_post( $gateway->get_method_description() ) . '</td><td>' . esc_html( $gateway->enabled ) . '</td></tr>';
	}
	echo '</tbody></table>';
}

function plugsmith_print_settings_page() {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended
	$gateway = WC()->payment_gateways()->payment_gateways()[ sanitize_key( $_GET['section'] ?? '' ) ] ?? null;
	echo '<div class="wrap woocommerce"><h1 class="screen-reader-text">' . esc_html( plugsmith_word( 'Payments' ) ) . '</h1>';
	if ( ! $gateway ) {
		plugsmith_print_gateway_list();
		echo '</div>';
		return;
	}
	if ( isset( $_POST['save'] ) ) {
		check_admin_referer( 'woocommerce-settings' );
		do_action( 'woocommerce_update_options_payment_gateways_' . $gateway->id );
		$gateway->init_settings();
		$gateway->display_errors();
		WC_Admin_Settings::add_message( plugsmith_word( 'Your settings have been saved.' ) );
	}
	echo '<form method="post" id="mainform" action="" enctype="multipart/form-data">';
	WC_Admin_Settings::show_messages();
	$gateway->admin_options();
	wp_nonce_field( 'woocommerce-settings' );
	echo '<p class="submit"><button name="save" class="button-primary woocommerce-save-button" type="submit" value="1">' . esc_html( plugsmith_word( 'Save changes' ) ) . '</button></p></form></div>';
}

add_action(
	'admin_menu',
	static function () {
		add_menu_page( 'WooCommerce', 'WooCommerce', 'manage_options', 'wc-settings', 'plugsmith_print_settings_page', 'dashicons-cart', 55 );
		add_submenu_page( 'wc-settings', plugsmith_word( 'Payments' ), plugsmith_word( 'Payments' ), 'manage_options', 'wc-settings' );
		add_submenu_page( 'wc-settings', plugsmith_word( 'Orders' ), plugsmith_word( 'Orders' ), 'manage_options', 'wc-orders', 'plugsmith_print_order_page' );
	}
);
add_action(
	'admin_enqueue_scripts',
	static function () {
		wp_enqueue_style( 'woocommerce_admin_styles', plugins_url( 'assets/admin.css', WC_PLUGIN_FILE ), array(), WC_VERSION );
	}
);
