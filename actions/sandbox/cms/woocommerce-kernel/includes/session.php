<?php
/** What a shopper's browser is known by, and the cart. */

class WC_Session {
	use Plugsmith_Loud;

	private const COOKIE = 'wp_woocommerce_session_kernel';

	private $token = '';
	private $data  = array();

	public function __construct() {
		$given = isset( $_COOKIE[ self::COOKIE ] ) ? wc_clean( wp_unslash( $_COOKIE[ self::COOKIE ] ) ) : '';
		if ( preg_match( '/^[A-Za-z0-9]{32}$/D', $given ) ) {
			$this->token = $given;
			$this->data  = (array) get_transient( 'wc_kernel_session_' . $given );
		}
	}

	public function get( $key, $default = null ) {
		return $this->data[ $key ] ?? $default;
	}

	public function set( $key, $value ) {
		$this->data[ $key ] = $value;
		if ( '' === $this->token && ! headers_sent() ) {
			$this->token = wp_generate_password( 32, false );
			setcookie( self::COOKIE, $this->token, array( 'path' => '/', 'httponly' => true, 'samesite' => 'Lax' ) );
		}
		if ( '' !== $this->token ) {
			set_transient( 'wc_kernel_session_' . $this->token, $this->data, DAY_IN_SECONDS );
		}
	}
}

class WC_Cart {
	use Plugsmith_Loud;

	private $session;

	public function __construct( WC_Session $session ) {
		$this->session = $session;
	}

	public function add_to_cart( $product_id, $quantity = 1 ) {
		$lines                = $this->session->get( 'cart', array() );
		$lines[ $product_id ] = ( $lines[ $product_id ] ?? 0 ) + $quantity;
		$this->session->set( 'cart', $lines );
	}

	/** Lines as orders have them. */
	public function get_cart() {
		$lines = array();
		foreach ( $this->session->get( 'cart', array() ) as $product_id => $quantity ) {
			$product = wc_get_product( $product_id );
			if ( $product ) {
				$lines[] = array(
					'product_id' => $product_id,
					'name'       => $product->get_name(),
					'quantity'   => $quantity,
					'total'      => wc_format_decimal( $quantity * (float) $product->get_price(), 2 ),
				);
			}
		}
		return $lines;
	}

	public function get_total( $context = 'view' ) {
		$total = wc_format_decimal( array_sum( array_map( 'floatval', array_column( $this->get_cart(), 'total' ) ) ), 2 );
		return 'edit' === $context ? $total : wc_price( $total );
	}

	public function is_empty() {
		return array() === $this->get_cart();
	}

	public function needs_payment() {
		return (float) $this->get_total( 'edit' ) > 0;
	}

	public function empty_cart() {
		$this->session->set( 'cart', array() );
	}
}
