<?php
/** The checkout page of the classic theme: [woocommerce_checkout], its AJAX call, the thank-you page. */

/** Fields of the address: name => label and what browsers fill in. */
function plugsmith_billing_fields() {
	return array(
		'billing_first_name' => array( plugsmith_word( 'First name' ), 'given-name' ),
		'billing_last_name'  => array( plugsmith_word( 'Last name' ), 'family-name' ),
		'billing_address_1'  => array( plugsmith_word( 'Street address' ), 'address-line1' ),
		'billing_postcode'   => array( plugsmith_word( 'Postcode' ), 'postal-code' ),
		'billing_city'       => array( plugsmith_word( 'Town / City' ), 'address-level2' ),
		'billing_phone'      => array( plugsmith_word( 'Phone' ), 'tel' ),
		'billing_email'      => array( plugsmith_word( 'Email address' ), 'email' ),
	);
}

function plugsmith_print_gateways() {
	echo '<ul class="wc_payment_methods payment_methods methods">';
	$first = true;
	foreach ( WC()->payment_gateways()->get_available_payment_gateways() as $gateway ) {
		$id = esc_attr( $gateway->id );
		echo "<li class=\"wc_payment_method payment_method_$id\"><input id=\"payment_method_$id\" type=\"radio\" class=\"input-radio\" name=\"payment_method\" value=\"$id\" " . checked( $first, true, false ) . ' />'; // phpcs:ignore WordPress.Security.EscapeOutput
		echo " <label for=\"payment_method_$id\">" . wp_kses_post( $gateway->get_title() ) . ' ' . wp_kses_post( $gateway->get_icon() ) . '</label>'; // phpcs:ignore WordPress.Security.EscapeOutput
		if ( $gateway->has_fields() || $gateway->get_description() ) {
			echo "<div class=\"payment_box payment_method_$id\">"; // phpcs:ignore WordPress.Security.EscapeOutput
			$gateway->payment_fields();
			echo '</div>';
		}
		echo '</li>';
		$first = false;
	}
	echo '</ul>';
}

function plugsmith_print_lines( $lines, $total ) {
	echo '<table class="shop_table"><tbody>';
	foreach ( $lines as $line ) {
		echo '<tr><td>' . esc_html( $line['name'] ) . ' <strong>× ' . (int) $line['quantity'] . '</strong></td><td>' . wc_price( $line['total'] ) . '</td></tr>'; // phpcs:ignore WordPress.Security.EscapeOutput
	}
	echo '</tbody><tfoot><tr><th>' . esc_html( plugsmith_word( 'Total' ) ) . '</th><td><strong>' . wc_price( $total ) . '</strong></td></tr></tfoot></table>'; // phpcs:ignore WordPress.Security.EscapeOutput
}

function plugsmith_print_thank_you( WC_Order $order ) {
	echo '<div class="woocommerce-order">';
	do_action( 'woocommerce_before_thankyou', $order->get_id() );
	echo '<p class="woocommerce-notice woocommerce-thankyou-order-received">' . esc_html( plugsmith_word( 'Thank you. Your order has been received.' ) ) . '</p><ul class="order_details">';
	$facts = array(
		plugsmith_word( 'Order number:' )   => esc_html( $order->get_order_number() ),
		plugsmith_word( 'Total' )           => $order->get_formatted_order_total(),
		plugsmith_word( 'Payment method:' ) => wp_kses_post( $order->get_payment_method_title() ),
		plugsmith_word( 'Status' )          => esc_html( wc_get_order_status_name( $order->get_status() ) ),
	);
	foreach ( $facts as $label => $value ) {
		echo '<li>' . esc_html( $label ) . " <strong>$value</strong></li>"; // phpcs:ignore WordPress.Security.EscapeOutput
	}
	echo '</ul>';
	do_action( 'woocommerce_thankyou_' . $order->get_payment_method(), $order->get_id() );
	do_action( 'woocommerce_thankyou', $order->get_id() );
	echo '</div>';
}

function plugsmith_print_checkout_form() {
	echo '<form name="checkout" method="post" class="checkout woocommerce-checkout" action="' . esc_url( wc_get_checkout_url() ) . '">';
	wp_nonce_field( 'woocommerce-process_checkout', 'woocommerce-process-checkout-nonce' );
	echo '<div class="col-1">';
	foreach ( plugsmith_billing_fields() as $name => list( $label, $autocomplete ) ) {
		printf( '<p class="form-row"><label for="%1$s">%2$s</label><input type="%4$s" name="%1$s" id="%1$s" autocomplete="%3$s" required /></p>', esc_attr( $name ), esc_html( $label ), esc_attr( $autocomplete ), 'email' === $autocomplete ? 'email' : 'text' );
	}
	echo '</div><div class="col-2" id="order_review"><h3>' . esc_html( plugsmith_word( 'Your order' ) ) . '</h3>';
	plugsmith_print_lines( WC()->cart->get_cart(), WC()->cart->get_total( 'edit' ) );
	echo '<div id="payment" class="woocommerce-checkout-payment">';
	plugsmith_print_gateways();
	echo '<button type="submit" class="button alt" id="place_order">' . esc_html( plugsmith_word( 'Place order' ) ) . '</button></div></div></form>';
	wp_enqueue_script( 'wc-checkout', plugins_url( 'assets/checkout.js', WC_PLUGIN_FILE ), array(), WC_VERSION, true );
}

/** The page on which a shopper pays an order that failed before. */
function plugsmith_print_pay_form( WC_Order $order ) {
	echo '<form id="order_review" method="post">';
	plugsmith_print_lines( array_map( static fn( $item ) => array( 'name' => $item->get_name(), 'quantity' => $item->get_quantity(), 'total' => $item->get_total() ), $order->get_items() ), $order->get_total() );
	echo '<div id="payment">';
	plugsmith_print_gateways();
	wp_nonce_field( 'woocommerce-pay', 'woocommerce-pay-nonce' );
	echo '<input type="hidden" name="woocommerce_pay" value="1" /><button type="submit" class="button alt" id="place_order">' . esc_html( plugsmith_word( 'Place order' ) ) . '</button></div></form>';
}

/** Hands a failed order to the gateway that was chosen on that page. */
function plugsmith_pay_again() {
	if ( ! isset( $_POST['woocommerce_pay'] ) || ! wp_verify_nonce( wc_clean( wp_unslash( $_POST['woocommerce-pay-nonce'] ?? '' ) ), 'woocommerce-pay' ) ) {
		return;
	}
	$order   = wc_get_order( absint( $_GET['order-pay'] ?? 0 ) );
	$gateway = WC()->payment_gateways()->get_available_payment_gateways()[ wc_clean( wp_unslash( $_POST['payment_method'] ?? '' ) ) ] ?? null;
	if ( ! $order instanceof WC_Order || ! hash_equals( $order->get_order_key(), wc_clean( wp_unslash( $_GET['key'] ?? '' ) ) ) || ! $order->needs_payment() || ! $gateway || ! $gateway->validate_fields() ) {
		return;
	}
	$order->set_payment_method( $gateway->id );
	$order->set_payment_method_title( $gateway->get_title() );
	$order->save();
	$result = $gateway->process_payment( $order->get_id() );
	if ( 'success' === ( $result['result'] ?? '' ) ) {
		wp_redirect( $result['redirect'] ); // phpcs:ignore WordPress.Security.SafeRedirect
		exit;
	}
}
add_action( 'wp', 'plugsmith_pay_again', 20 );

add_shortcode(
	'woocommerce_checkout',
	static function () {
		ob_start();
		echo '<div class="woocommerce">';
		wc_print_notices();
		// phpcs:disable WordPress.Security.NonceVerification.Recommended
		$received = absint( $_GET['order-received'] ?? $_GET['order-pay'] ?? 0 );
		$key      = wc_clean( wp_unslash( $_GET['key'] ?? '' ) );
		// phpcs:enable
		$order = $received ? wc_get_order( $received ) : null;
		if ( $order instanceof WC_Order && hash_equals( $order->get_order_key(), $key ) && isset( $_GET['order-received'] ) ) { // phpcs:ignore WordPress.Security.NonceVerification.Recommended
			plugsmith_print_thank_you( $order );
		} elseif ( $order instanceof WC_Order && hash_equals( $order->get_order_key(), $key ) && $order->needs_payment() ) {
			plugsmith_print_pay_form( $order );
		} elseif ( ! $received && ! WC()->cart->is_empty() ) {
			plugsmith_print_checkout_form();
		}
		echo '</div>';
		return ob_get_clean();
	}
);
add_action(
	'wp_enqueue_scripts',
	static function () {
		wp_enqueue_style( 'woocommerce-general', plugins_url( 'assets/shop.css', WC_PLUGIN_FILE ), array(), WC_VERSION );
	}
);
add_action(
	'wp_loaded',
	static function () {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended
		$product_id = absint( $_GET['add-to-cart'] ?? 0 );
		if ( $product_id && wc_get_product( $product_id ) ) {
			WC()->cart->add_to_cart( $product_id, max( 1, absint( $_GET['quantity'] ?? 1 ) ) ); // phpcs:ignore WordPress.Security.NonceVerification.Recommended
		}
	},
	20
);

/** Makes the order of a checkout and lets the gateway take over; answers what WooCommerce's AJAX call answers. */
function plugsmith_process_checkout() {
	$cart    = WC()->cart;
	$gateway = WC()->payment_gateways()->get_available_payment_gateways()[ wc_clean( wp_unslash( $_POST['payment_method'] ?? '' ) ) ] ?? null; // phpcs:ignore WordPress.Security.NonceVerification
	foreach ( plugsmith_billing_fields() as $name => list( $label ) ) {
		if ( '' === wc_clean( wp_unslash( $_POST[ $name ] ?? '' ) ) ) { // phpcs:ignore WordPress.Security.NonceVerification
			wc_add_notice( "<strong>$label</strong> is a required field.", 'error' );
		}
	}
	if ( $cart->is_empty() || ! $gateway ) {
		wc_add_notice( $gateway ? 'The cart is empty.' : 'Invalid payment method.', 'error' );
	}
	if ( wc_get_notices( 'error' ) || ! $gateway->validate_fields() || wc_get_notices( 'error' ) ) {
		return array( 'result' => 'failure', 'messages' => wc_print_notices( true ) );
	}
	$order = new WC_Order();
	foreach ( array_keys( plugsmith_billing_fields() ) as $name ) {
		$order->{"set_$name"}( wc_clean( wp_unslash( $_POST[ $name ] ) ) ); // phpcs:ignore WordPress.Security
	}
	$order->set_items( $cart->get_cart() );
	$order->set_total( $cart->get_total( 'edit' ) );
	$order->set_payment_method( $gateway->id );
	$order->set_payment_method_title( $gateway->get_title() );
	$order->save();
	do_action( 'woocommerce_checkout_order_processed', $order->get_id(), array(), $order );
	$result = $gateway->process_payment( $order->get_id() );
	if ( 'success' !== ( $result['result'] ?? '' ) ) {
		return array( 'result' => 'failure', 'messages' => wc_print_notices( true ) );
	}
	$cart->empty_cart();
	return apply_filters( 'woocommerce_payment_successful_result', $result + array( 'order_id' => $order->get_id() ), $order->get_id() );
}

add_action(
	'template_redirect',
	static function () {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended
		if ( 'checkout' !== ( $_GET['wc-ajax'] ?? '' ) ) {
			return;
		}
		if ( ! wp_verify_nonce( wc_clean( wp_unslash( $_POST['woocommerce-process-checkout-nonce'] ?? '' ) ), 'woocommerce-process_checkout' ) ) {
			wp_send_json( array( 'result' => 'failure', 'messages' => 'The session has expired.' ) );
		}
		wp_send_json( plugsmith_process_checkout() );
	},
	0
);
