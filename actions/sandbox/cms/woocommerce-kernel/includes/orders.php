<?php
/** Orders and products: posts with one JSON value each. */

abstract class WC_Data {
	protected $id   = 0;
	protected $meta = array();

	public function get_id() {
		return $this->id;
	}

	public function get_meta( $key = '', $single = true, $context = 'view' ) {
		if ( ! $single || '' === $key ) {
			Plugsmith_Outside_Kernel::refuse( 'get_meta() of many values' );
		}
		return $this->meta[ $key ] ?? '';
	}

	public function meta_exists( $key ) {
		return isset( $this->meta[ $key ] );
	}

	public function update_meta_data( $key, $value ) {
		$this->meta[ $key ] = $value;
	}

	public function add_meta_data( $key, $value, $unique = false ) {
		if ( ! $unique && isset( $this->meta[ $key ] ) ) {
			Plugsmith_Outside_Kernel::refuse( 'add_meta_data() of a second value' );
		}
		$this->meta[ $key ] = $value;
	}

	public function delete_meta_data( $key ) {
		unset( $this->meta[ $key ] );
	}

	public function save_meta_data() {
		$this->save();
	}

	abstract public function save();
}

class WC_Product extends WC_Data {
	use Plugsmith_Loud;

	public function __construct( $id ) {
		$this->id = (int) $id;
	}

	public function get_name() {
		return get_the_title( $this->id );
	}

	public function get_price() {
		return get_post_meta( $this->id, '_price', true );
	}

	public function save() {
		return $this->id;
	}
}

class WC_Order_Item_Product {
	use Plugsmith_Loud;

	private $line;

	public function __construct( array $line ) {
		$this->line = $line;
	}

	public function get_name() {
		return $this->line['name'];
	}

	public function get_quantity() {
		return $this->line['quantity'];
	}

	public function get_total() {
		return $this->line['total'];
	}

	public function get_product() {
		return wc_get_product( $this->line['product_id'] );
	}
}

abstract class WC_Abstract_Order extends WC_Data {
	private const PROPERTIES = array(
		'status'               => 'pending',
		'total'                => '0',
		'currency'             => '',
		'payment_method'       => '',
		'payment_method_title' => '',
		'transaction_id'       => '',
		'date_paid'            => null,
		'order_key'            => '',
		'customer_id'          => 0,
		'parent_id'            => 0,
		'amount'               => '',
		'reason'               => '',
		'items'                => array(),
	);
	private const BILLING    = array( 'first_name', 'last_name', 'company', 'address_1', 'address_2', 'city', 'state', 'postcode', 'country', 'email', 'phone' );

	protected $data;
	/** A change of status that no hook was told of yet. */
	private $transition = null;

	abstract public function get_type();

	public function __construct( $id = 0 ) {
		$this->data = self::PROPERTIES + array_fill_keys( preg_filter( '/^/', 'billing_', self::BILLING ), '' );
		if ( $id ) {
			$this->id   = (int) $id;
			$stored     = json_decode( (string) get_post_meta( $this->id, '_kernel', true ), true );
			$this->data = array_merge( $this->data, $stored['data'] ?? array() );
			$this->meta = $stored['meta'] ?? array();
			return;
		}
		$this->data['currency']  = get_woocommerce_currency();
		$this->data['order_key'] = 'wc_order_' . wp_generate_password( 13, false );
	}

	/** Reads the meta anew, as another request may have written it. */
	public function read_meta_data( $force_read = false ) {
		if ( ! $force_read || ! $this->id ) {
			return;
		}
		wp_cache_delete( $this->id, 'post_meta' );
		$stored     = json_decode( (string) get_post_meta( $this->id, '_kernel', true ), true );
		$this->meta = $stored['meta'] ?? array();
	}

	/** Getters and setters of known properties; every other method is outside the kernel. */
	public function __call( $method, $arguments ) {
		if ( ! preg_match( '/^(get|set)_(\w+)$/', $method, $parts ) || ! array_key_exists( $parts[2], $this->data ) ) {
			Plugsmith_Outside_Kernel::refuse( static::class . "::$method()" );
		}
		if ( 'set' === $parts[1] ) {
			$this->data[ $parts[2] ] = $arguments[0];
			return null;
		}
		$prefix = 'shop_order' === $this->get_type() ? 'woocommerce_order_get_' : 'woocommerce_order_refund_get_';
		return apply_filters( $prefix . $parts[2], $this->data[ $parts[2] ], $this );
	}

	public function set_status( $new_status, $note = '', $manual = false ) {
		$to = preg_replace( '/^wc-/', '', $new_status );
		if ( ! isset( wc_get_order_statuses()[ 'wc-' . $to ] ) ) {
			Plugsmith_Outside_Kernel::refuse( "the order status $to" );
		}
		$from                 = $this->data['status'];
		$this->data['status'] = $to;
		if ( $from !== $to ) {
			$this->transition = array( $this->transition[0] ?? $from, $to, $note );
		}
		return array( 'from' => $from, 'to' => $to );
	}

	public function save() {
		$kind = 'shop_order' === $this->get_type() ? 'order' : 'order_refund';
		do_action( "woocommerce_before_{$kind}_object_save", $this, null );
		$is_new = ! $this->id;
		if ( $is_new ) {
			$this->id = wp_insert_post( array( 'post_type' => $this->get_type(), 'post_status' => 'publish', 'post_title' => 'Order', 'post_parent' => $this->data['parent_id'] ) );
		}
		$stored = array( 'data' => $this->data, 'meta' => (object) $this->meta );
		update_post_meta( $this->id, '_kernel', wp_slash( wp_json_encode( $stored ) ) );
		do_action( "woocommerce_after_{$kind}_object_save", $this, null );
		if ( 'order' === $kind ) {
			do_action( $is_new ? 'woocommerce_new_order' : 'woocommerce_update_order', $this->id, $this );
			$this->tell_transition( $is_new );
		}
		return $this->id;
	}

	private function tell_transition( $is_new ) {
		if ( null === $this->transition ) {
			return;
		}
		list( $from, $to, $note ) = $this->transition;
		$this->transition         = null;
		do_action( "woocommerce_order_status_$to", $this->id, $this, array( 'from' => $from, 'to' => $to, 'note' => $note, 'manual' => false ) );
		if ( $is_new ) {
			return;
		}
		do_action( "woocommerce_order_status_{$from}_to_{$to}", $this->id, $this );
		do_action( 'woocommerce_order_status_changed', $this->id, $from, $to, $this );
		$this->add_order_note( trim( $note . ' ' . wc_get_order_status_name( $from ) . ' → ' . wc_get_order_status_name( $to ) ) );
	}
}

class WC_Order extends WC_Abstract_Order {
	public function get_type() {
		return 'shop_order';
	}

	public function get_order_number() {
		return (string) apply_filters( 'woocommerce_order_number', $this->id, $this );
	}

	public function update_status( $new_status, $note = '', $manual = false ) {
		$this->set_status( $new_status, $note, $manual );
		$this->save();
		return true;
	}

	public function has_status( $status ) {
		return in_array( $this->get_status(), (array) $status, true );
	}

	public function is_paid() {
		return $this->has_status( apply_filters( 'woocommerce_order_is_paid_statuses', array( 'processing', 'completed' ) ) );
	}

	public function needs_payment() {
		$statuses = apply_filters( 'woocommerce_valid_order_statuses_for_payment', array( 'pending', 'failed' ), $this );
		return apply_filters( 'woocommerce_order_needs_payment', $this->has_status( $statuses ) && $this->data['total'] > 0, $this, $statuses );
	}

	public function get_items( $types = 'line_item' ) {
		return array_map( static fn( $line ) => new WC_Order_Item_Product( $line ), $this->data['items'] );
	}

	public function get_item_count() {
		return array_sum( array_column( $this->data['items'], 'quantity' ) );
	}

	public function get_formatted_order_total() {
		return wc_price( $this->data['total'], array( 'currency' => $this->data['currency'] ) );
	}

	public function get_date_paid( $context = 'view' ) {
		return $this->data['date_paid'] ? new WC_DateTime( '@' . $this->data['date_paid'] ) : null;
	}

	public function payment_complete( $transaction_id = '' ) {
		do_action( 'woocommerce_pre_payment_complete', $this->id, $transaction_id );
		$valid = apply_filters( 'woocommerce_valid_order_statuses_for_payment_complete', array( 'on-hold', 'pending', 'failed', 'cancelled' ), $this );
		if ( ! $this->has_status( $valid ) ) {
			do_action( 'woocommerce_payment_complete_order_status_' . $this->get_status(), $this->id, $transaction_id );
			return false;
		}
		if ( '' !== $transaction_id ) {
			$this->data['transaction_id'] = $transaction_id;
		}
		$this->data['date_paid'] ??= time();
		$this->set_status( apply_filters( 'woocommerce_payment_complete_order_status', 'processing', $this->id, $this ) );
		$this->save();
		do_action( 'woocommerce_payment_complete', $this->id, $transaction_id );
		return true;
	}

	public function add_order_note( $note, $is_customer_note = 0, $added_by_user = false ) {
		if ( ! $this->id ) {
			return 0;
		}
		return wp_insert_comment( array( 'comment_post_ID' => $this->id, 'comment_content' => $note, 'comment_type' => 'order_note', 'comment_approved' => 1, 'comment_author' => 'WooCommerce' ) );
	}

	public function get_refunds() {
		$posts = get_posts( array( 'post_type' => 'shop_order_refund', 'post_parent' => $this->id, 'numberposts' => -1 ) );
		return array_map( static fn( $post ) => new WC_Order_Refund( $post->ID ), $posts );
	}

	public function get_total_refunded() {
		return array_sum( array_map( static fn( $refund ) => (float) $refund->get_amount(), $this->get_refunds() ) );
	}

	public function get_remaining_refund_amount() {
		return wc_format_decimal( (float) $this->data['total'] - $this->get_total_refunded(), 2 );
	}

	public function get_checkout_order_received_url() {
		$url = add_query_arg( array( 'order-received' => $this->id, 'key' => $this->data['order_key'] ), wc_get_checkout_url() );
		return apply_filters( 'woocommerce_get_checkout_order_received_url', $url, $this );
	}

	public function get_checkout_payment_url( $on_checkout = false ) {
		return add_query_arg( array( 'order-pay' => $this->id, 'pay_for_order' => 'true', 'key' => $this->data['order_key'] ), wc_get_checkout_url() );
	}

	public function get_cancel_order_url_raw( $redirect = '' ) {
		return add_query_arg( array( 'cancel_order' => 'true', 'order' => $this->data['order_key'], 'order_id' => $this->id, '_wpnonce' => wp_create_nonce( 'woocommerce-cancel_order' ) ), wc_get_checkout_url() );
	}

	public function get_edit_order_url() {
		return admin_url( 'admin.php?page=wc-orders&action=edit&id=' . $this->id );
	}
}

class WC_Order_Refund extends WC_Abstract_Order {
	public function get_type() {
		return 'shop_order_refund';
	}
}
