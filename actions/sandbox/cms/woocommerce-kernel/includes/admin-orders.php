<?php
/** WooCommerce > Orders: one order with its notes, and refunds through the gateway. */

function plugsmith_print_order_lines( WC_Order $order ) {
	$currency = array( 'currency' => $order->get_currency() );
	echo '<table class="woocommerce_order_items widefat"><thead><tr><th>' . esc_html( plugsmith_word( 'Item' ) ) . '</th><th>' . esc_html( plugsmith_word( 'Qty' ) ) . '</th><th>' . esc_html( plugsmith_word( 'Total' ) ) . '</th></tr></thead><tbody>';
	foreach ( $order->get_items() as $item ) {
		echo '<tr class="item"><td>' . esc_html( $item->get_name() ) . '</td><td>' . (int) $item->get_quantity() . '</td><td>' . wc_price( $item->get_total(), $currency ) . '</td></tr>'; // phpcs:ignore WordPress.Security.EscapeOutput
	}
	foreach ( $order->get_refunds() as $refund ) {
		echo '<tr class="refund"><td>' . esc_html( plugsmith_word( 'Refund' ) . ' #' . $refund->get_id() ) . '</td><td></td><td>−' . wc_price( $refund->get_amount(), $currency ) . '</td></tr>'; // phpcs:ignore WordPress.Security.EscapeOutput
	}
	echo '</tbody></table><p class="order-total">' . esc_html( plugsmith_word( 'Total' ) ) . ': <strong>' . $order->get_formatted_order_total() . '</strong></p>'; // phpcs:ignore WordPress.Security.EscapeOutput
}

function plugsmith_print_refund_form( WC_Order $order ) {
	$gateway = WC()->payment_gateways()->payment_gateways()[ $order->get_payment_method() ] ?? null;
	echo '<div class="wc-order-bulk-actions"><button type="button" class="button refund-items">' . esc_html( plugsmith_word( 'Refund' ) ) . '</button></div>';
	echo '<div class="wc-order-refund-items" hidden><label for="refund_amount">' . esc_html( plugsmith_word( 'Refund amount' ) ) . '</label> <input type="text" id="refund_amount" class="wc_input_price" /> ';
	if ( $gateway && $gateway->can_refund_order( $order ) ) {
		$label = sprintf( plugsmith_word( 'Refund %s via %s' ), '<span class="wc-order-refund-amount"></span>', wp_kses_post( $gateway->get_method_title() ) );
		echo '<button type="button" class="button button-primary do-api-refund" data-order="' . (int) $order->get_id() . '" data-nonce="' . esc_attr( wp_create_nonce( 'order-item' ) ) . '">' . wp_kses_post( $label ) . '</button>';
	}
	echo '</div>';
	wp_enqueue_script( 'wc-admin-order', plugins_url( 'assets/admin-order.js', WC_PLUGIN_FILE ), array(), WC_VERSION, true );
}

function plugsmith_print_order_page() {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended
	$order = wc_get_order( absint( $_GET['id'] ?? 0 ) );
	echo '<div class="wrap woocommerce"><h1 class="wp-heading-inline">' . esc_html( plugsmith_word( 'Orders' ) ) . '</h1>';
	if ( ! $order instanceof WC_Order ) {
		echo '</div>';
		return;
	}
	$paid = trim( $order->get_payment_method_title() . ( $order->get_transaction_id() ? ' (' . $order->get_transaction_id() . ')' : '' ) );
	echo '<div class="wc-order"><div><div class="postbox"><h2 class="woocommerce-order-data__heading">' . esc_html( sprintf( plugsmith_word( 'Order #%s details' ), $order->get_order_number() ) ) . '</h2>';
	echo '<p class="woocommerce-order-data__meta order_number">' . esc_html( sprintf( plugsmith_word( 'Payment via %s' ), html_entity_decode( $paid, ENT_QUOTES ) ) ) . '</p>';
	echo '<p>' . esc_html( plugsmith_word( 'Status' ) ) . ': <span class="order-status status-' . esc_attr( $order->get_status() ) . '">' . esc_html( wc_get_order_status_name( $order->get_status() ) ) . '</span></p>';
	echo '<p>' . esc_html( $order->get_billing_first_name() . ' ' . $order->get_billing_last_name() ) . ' · ' . esc_html( $order->get_billing_email() ) . '</p></div><div class="postbox">';
	plugsmith_print_order_lines( $order );
	plugsmith_print_refund_form( $order );
	echo '</div></div><div class="postbox"><h2>' . esc_html( plugsmith_word( 'Order notes' ) ) . '</h2><ul class="order_notes">';
	foreach ( get_comments( array( 'post_id' => $order->get_id(), 'type' => 'order_note' ) ) as $note ) {
		echo '<li class="note"><div class="note_content">' . wp_kses_post( wpautop( $note->comment_content ) ) . '</div></li>';
	}
	echo '</ul></div></div></div>';
}

add_action(
	'wp_ajax_woocommerce_refund_line_items',
	static function () {
		check_ajax_referer( 'order-item', 'security' );
		if ( ! current_user_can( 'manage_options' ) ) {
			wp_die( -1 );
		}
		$refund = wc_create_refund(
			array(
				'order_id'       => absint( $_POST['order_id'] ?? 0 ),
				'amount'         => wc_format_decimal( str_replace( ',', '.', wc_clean( wp_unslash( $_POST['refund_amount'] ?? '' ) ) ), 2 ),
				'reason'         => wc_clean( wp_unslash( $_POST['refund_reason'] ?? '' ) ),
				'refund_payment' => 'true' === ( $_POST['api_refund'] ?? '' ),
			)
		);
		if ( is_wp_error( $refund ) ) {
			wp_send_json_error( array( 'error' => $refund->get_error_message() ) );
		}
		wp_send_json_success( array( 'status' => 'partially_refunded' ) );
	}
);
