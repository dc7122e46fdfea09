<?php
/** The class that payment plugins extend, and the list of its children. */

abstract class WC_Payment_Gateway extends WC_Settings_API {
	public $order_button_text;
	public $enabled = 'yes';
	public $title;
	public $description;
	public $chosen;
	public $method_title       = '';
	public $method_description = '';
	public $has_fields;
	public $countries;
	public $availability;
	public $icon;
	public $supports             = array( 'products' );
	public $max_amount           = 0;
	public $view_transaction_url = '';

	public function get_title() {
		return apply_filters( 'woocommerce_gateway_title', $this->title, $this->id );
	}

	public function get_description() {
		return apply_filters( 'woocommerce_gateway_description', $this->description, $this->id );
	}

	public function get_method_title() {
		return apply_filters( 'woocommerce_gateway_method_title', $this->method_title, $this );
	}

	public function get_method_description() {
		return apply_filters( 'woocommerce_gateway_method_description', $this->method_description, $this );
	}

	public function get_icon() {
		$icon = $this->icon ? '<img src="' . esc_url( $this->icon ) . '" alt="' . esc_attr( $this->get_title() ) . '" />' : '';
		return apply_filters( 'woocommerce_gateway_icon', $icon, $this->id );
	}

	public function get_return_url( $order = null ) {
		return apply_filters( 'woocommerce_get_return_url', $order ? $order->get_checkout_order_received_url() : wc_get_checkout_url(), $order );
	}

	public function get_transaction_url( $order ) {
		$url = $this->view_transaction_url ? sprintf( $this->view_transaction_url, $order->get_transaction_id() ) : '';
		return apply_filters( 'woocommerce_get_transaction_url', $url, $order, $this );
	}

	public function is_available() {
		return 'yes' === $this->enabled;
	}

	public function needs_setup() {
		return false;
	}

	public function has_fields() {
		return (bool) $this->has_fields;
	}

	public function payment_fields() {
		$description = $this->get_description();
		if ( $description ) {
			echo wp_kses_post( wpautop( wptexturize( $description ) ) );
		}
		if ( $this->supports( 'default_credit_card_form' ) ) {
			Plugsmith_Outside_Kernel::refuse( 'the default credit card form' );
		}
	}

	public function validate_fields() {
		return true;
	}

	public function process_payment( $order_id ) {
		return array();
	}

	public function process_refund( $order_id, $amount = null, $reason = '' ) {
		return false;
	}

	public function supports( $feature ) {
		return apply_filters( 'woocommerce_payment_gateway_supports', in_array( $feature, $this->supports, true ), $feature, $this );
	}

	public function can_refund_order( $order ) {
		return $order && $this->supports( 'refunds' );
	}

	public function admin_options() {
		echo '<h2>' . esc_html( $this->get_method_title() ) . ' ';
		wc_back_link( plugsmith_word( 'Payments' ), admin_url( 'admin.php?page=wc-settings&tab=checkout' ) );
		echo '</h2>';
		echo wp_kses_post( wpautop( $this->get_method_description() ) );
		parent::admin_options();
	}
}

final class WC_Payment_Gateways {
	use Plugsmith_Loud;

	public $payment_gateways = array();
	private static $instance;

	public static function instance() {
		if ( ! self::$instance ) {
			self::$instance = new self();
			self::$instance->init();
		}
		return self::$instance;
	}

	public function init() {
		foreach ( apply_filters( 'woocommerce_payment_gateways', array() ) as $gateway ) {
			$gateway = is_string( $gateway ) && class_exists( $gateway ) ? new $gateway() : $gateway;
			if ( ! $gateway instanceof WC_Payment_Gateway ) {
				Plugsmith_Outside_Kernel::refuse( 'a payment gateway that is no WC_Payment_Gateway' );
			}
			$this->payment_gateways[ $gateway->id ] = $gateway;
		}
		do_action( 'wc_payment_gateways_initialized', $this );
	}

	public function payment_gateways() {
		return $this->payment_gateways;
	}

	public function get_available_payment_gateways() {
		$available = array_filter( $this->payment_gateways, static fn( $gateway ) => $gateway->is_available() );
		return (array) apply_filters( 'woocommerce_available_payment_gateways', $available );
	}
}
