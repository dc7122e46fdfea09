<?php
/** The functions of WooCommerce that gateways call. */

function wc_get_logger() {
	static $logger;
	return $logger ??= new WC_Logger();
}

function wc_clean( $value ) {
	return is_array( $value ) ? array_map( 'wc_clean', $value ) : ( is_scalar( $value ) ? sanitize_text_field( $value ) : $value );
}

function get_woocommerce_currency() {
	return apply_filters( 'woocommerce_currency', get_option( 'woocommerce_currency', 'EUR' ) );
}

function get_woocommerce_currency_symbol( $currency = '' ) {
	$symbols = array( 'EUR' => '€', 'USD' => '$', 'GBP' => '£', 'JPY' => '¥' );
	$code    = '' === $currency ? get_woocommerce_currency() : $currency;
	return $symbols[ $code ] ?? $code;
}

function wc_get_price_decimals() {
	return 2;
}

function wc_format_decimal( $number, $decimals = false ) {
	return false === $decimals ? (string) $number : number_format( (float) $number, (int) $decimals, '.', '' );
}

function wc_price( $price, $arguments = array() ) {
	$symbol = get_woocommerce_currency_symbol( $arguments['currency'] ?? '' );
	$number = number_format_i18n( (float) $price, wc_get_price_decimals() );
	return '<span class="woocommerce-Price-amount amount"><bdi>' . esc_html( "$number $symbol" ) . '</bdi></span>';
}

function wc_add_notice( $message, $type = 'success' ) {
	if ( ! in_array( $type, array( 'success', 'error', 'notice' ), true ) ) {
		Plugsmith_Outside_Kernel::refuse( "the notice type $type" );
	}
	WC()->session->set( 'wc_notices', array_merge( wc_get_notices(), array( array( 'notice' => $message, 'type' => $type ) ) ) );
}

function wc_get_notices( $type = '' ) {
	$notices = WC()->session->get( 'wc_notices', array() );
	return array_values( array_filter( $notices, static fn( $one ) => '' === $type || $one['type'] === $type ) );
}

function wc_clear_notices() {
	WC()->session->set( 'wc_notices', array() );
}

/** The notices as a list, and they are shown only once. */
function wc_print_notices( $return = false ) {
	$html = '';
	foreach ( wc_get_notices() as $one ) {
		$html .= '<li class="woocommerce-' . esc_attr( $one['type'] ) . '" role="alert">' . wp_kses_post( $one['notice'] ) . '</li>';
	}
	wc_clear_notices();
	$html = '' === $html ? '' : "<ul class=\"woocommerce-notices\">$html</ul>";
	if ( $return ) {
		return $html;
	}
	echo $html; // phpcs:ignore WordPress.Security.EscapeOutput
}

function wc_get_order_statuses() {
	return apply_filters(
		'wc_order_statuses',
		array(
			'wc-pending'    => plugsmith_word( 'Pending payment' ),
			'wc-processing' => plugsmith_word( 'Processing' ),
			'wc-on-hold'    => plugsmith_word( 'On hold' ),
			'wc-completed'  => plugsmith_word( 'Completed' ),
			'wc-cancelled'  => plugsmith_word( 'Cancelled' ),
			'wc-refunded'   => plugsmith_word( 'Refunded' ),
			'wc-failed'     => plugsmith_word( 'Failed' ),
		)
	);
}

function wc_get_order_status_name( $status ) {
	return wc_get_order_statuses()[ 'wc-' . preg_replace( '/^wc-/', '', $status ) ] ?? $status;
}

/** The link back from a settings page. */
function wc_back_link( $label, $url ) {
	echo '<small class="wc-admin-breadcrumb"><a href="' . esc_url( $url ) . '" aria-label="' . esc_attr( $label ) . '">&#x2934;&#xfe0e;</a></small>';
}

function wc_get_page_id( $page ) {
	return (int) get_option( "woocommerce_{$page}_page_id", -1 );
}

function wc_get_checkout_url() {
	return apply_filters( 'woocommerce_get_checkout_url', (string) get_permalink( wc_get_page_id( 'checkout' ) ) );
}

function is_checkout() {
	return is_page( wc_get_page_id( 'checkout' ) );
}

function is_wc_endpoint_url( $endpoint = false ) {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended
	return is_checkout() && isset( $_GET[ $endpoint ] );
}

function is_checkout_pay_page() {
	return is_wc_endpoint_url( 'order-pay' );
}

function wc_get_order( $order ) {
	if ( $order instanceof WC_Abstract_Order ) {
		return $order;
	}
	$type = get_post_type( (int) $order );
	if ( 'shop_order' === $type ) {
		return new WC_Order( (int) $order );
	}
	return 'shop_order_refund' === $type ? new WC_Order_Refund( (int) $order ) : false;
}

function wc_get_product( $product ) {
	return 'product' === get_post_type( (int) $product ) ? new WC_Product( (int) $product ) : false;
}

/** Words of the kernel's own pages, so that pictures show one language. */
function plugsmith_word( $english ) {
	static $words;
	$words ??= require __DIR__ . '/words.php';
	$locale  = substr( get_locale(), 0, 2 );
	return $words[ $english ][ $locale ] ?? $english;
}
