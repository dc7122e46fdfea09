<?php
/** Refunds, as WooCommerce makes them. */

function wc_create_refund( $arguments = array() ) {
	$known = array( 'amount', 'reason', 'order_id', 'refund_id', 'line_items', 'refund_payment', 'restock_items' );
	$other = array_diff( array_keys( $arguments ), $known );
	if ( $other ) {
		Plugsmith_Outside_Kernel::refuse( 'wc_create_refund() with ' . implode( ', ', $other ) );
	}
	$order = wc_get_order( $arguments['order_id'] ?? 0 );
	if ( ! $order instanceof WC_Order ) {
		return new WP_Error( 'error', 'Invalid order ID.' );
	}
	$amount = (float) ( $arguments['amount'] ?? 0 );
	if ( $amount < 0 || $amount > (float) $order->get_remaining_refund_amount() ) {
		return new WP_Error( 'error', 'Invalid refund amount.' );
	}
	$refund = new WC_Order_Refund();
	$refund->set_currency( $order->get_currency() );
	$refund->set_parent_id( $order->get_id() );
	$refund->set_amount( wc_format_decimal( $amount, 2 ) );
	$refund->set_reason( $arguments['reason'] ?? '' );
	do_action( 'woocommerce_create_refund', $refund, $arguments );
	$refund->save();
	if ( ! empty( $arguments['refund_payment'] ) ) {
		$result = wc_refund_payment( $order, $refund->get_amount(), $refund->get_reason() );
		if ( is_wp_error( $result ) || ! $result ) {
			wp_delete_post( $refund->get_id(), true );
			return is_wp_error( $result ) ? $result : new WP_Error( 'error', 'An error occurred while attempting to create the refund using the payment gateway API.' );
		}
	}
	if ( (float) $order->get_remaining_refund_amount() > 0 ) {
		do_action( 'woocommerce_order_partially_refunded', $order->get_id(), $refund->get_id() );
	} else {
		do_action( 'woocommerce_order_fully_refunded', $order->get_id(), $refund->get_id() );
		wc_get_order( $order->get_id() )->update_status( 'refunded' );
	}
	do_action( 'woocommerce_refund_created', $refund->get_id(), $arguments );
	do_action( 'woocommerce_order_refunded', $order->get_id(), $refund->get_id() );
	return $refund;
}

function wc_refund_payment( $order, $amount, $reason = '' ) {
	$gateway = WC()->payment_gateways()->payment_gateways()[ $order->get_payment_method() ] ?? null;
	if ( ! $gateway ) {
		return new WP_Error( 'error', 'The payment gateway for this order does not exist.' );
	}
	if ( ! $gateway->can_refund_order( $order ) ) {
		return new WP_Error( 'error', 'The payment gateway for this order does not support automatic refunds.' );
	}
	return $gateway->process_refund( $order->get_id(), $amount, $reason );
}
