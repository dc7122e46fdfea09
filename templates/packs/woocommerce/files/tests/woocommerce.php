<?php
// phpcs:ignoreFile
/**
 * The part of WooCommerce that this plugin uses. Orders are kept in a store: what is not saved is lost, as in a shop.
 */

namespace Automattic\WooCommerce\Utilities {
	final class FeaturesUtil {
		public static $declared = array();
		public static function declare_compatibility( $feature, $file, $compatible ) {
			self::$declared[ $feature ] = $compatible;
			return true;
		}
	}
}

namespace Automattic\WooCommerce\Blocks\Payments\Integrations {
	abstract class AbstractPaymentMethodType {
		protected $name     = '';
		protected $settings = array();
		abstract public function initialize();
		public function get_name() {
			return $this->name;
		}
	}
}

namespace {
	final class WooCommerce {
		public static $orders;
		public static $notices;
		public static $log;
		public static $errors;
		public static $checkout;
		/** Tasks of Action Scheduler: hook, arguments, seconds from now. */
		public static $tasks;

		public static function reset() {
			self::$orders   = array();
			self::$notices  = array();
			self::$log      = array();
			self::$errors   = array();
			self::$checkout = true;
			self::$tasks    = array();
		}
	}
	final class GatewayList {
		/** One object per gateway class, keyed by id. */
		public function payment_gateways() {
			$list = array();
			foreach ( apply_filters( 'woocommerce_payment_gateways', array() ) as $class ) {
				$gateway              = new $class();
				$list[ $gateway->id ] = $gateway;
			}
			return $list;
		}
	}
	function WC() {
		return new class() {
			public function api_request_url( $name ) {
				return 'https://shop.test/wc-api/' . $name . '/';
			}
			public function payment_gateways() {
				return new GatewayList();
			}
		};
	}

	function as_has_scheduled_action( $hook, $arguments, $group ) {
		foreach ( WooCommerce::$tasks as $task ) {
			if ( $task[0] === $hook && $task[1] === $arguments ) {
				return true;
			}
		}
		return false;
	}
	/** Action Scheduler's $unique looks at hook and group only, so nothing here knows it. */
	function as_schedule_single_action( $time, $hook, $arguments, $group ) {
		WooCommerce::$tasks[] = array( $hook, $arguments, $time - time() );
		return count( WooCommerce::$tasks );
	}
	function as_unschedule_all_actions( $hook ) {
		WooCommerce::$tasks = array_values(
			array_filter(
				WooCommerce::$tasks,
				static function ( $task ) use ( $hook ) {
					return $task[0] !== $hook;
				}
			)
		);
	}

	final class WC_Logger {
		public function log( $level, $message, $context ) {
			if ( empty( $context['source'] ) ) {
				throw new InvalidArgumentException( 'a log line needs its source' );
			}
			WooCommerce::$log[] = array( $level, $message );
		}
	}
	function wc_get_logger() {
		return new WC_Logger();
	}
	function wc_add_notice( $text, $type ) {
		WooCommerce::$notices[] = array( $type, $text );
	}
	function wc_get_checkout_url() {
		return 'https://shop.test/checkout/';
	}
	function is_checkout() {
		return WooCommerce::$checkout;
	}
	function wc_get_order( $id ) {
		return isset( WooCommerce::$orders[ $id ] ) ? clone WooCommerce::$orders[ $id ] : false;
	}
	function wc_create_refund( $arguments ) {
		$order = WooCommerce::$orders[ $arguments['order_id'] ];
		$left  = $order->total - array_sum( $order->refunds );
		if ( ! empty( $arguments['refund_payment'] ) || $arguments['amount'] > $left ) {
			return new WP_Error( 'error', 'Invalid refund amount.' );
		}
		$order->refunds[] = (float) $arguments['amount'];
		if ( (float) $arguments['amount'] === (float) $left ) {
			$order->status = 'refunded';
		}
		return new stdClass();
	}

	class WC_Order {
		public $id;
		public $total;
		public $currency;
		public $notes   = array();
		public $refunds = array();
		public $status  = 'pending';
		private $method;
		private $transaction = '';
		private $date_paid;
		private $meta        = array();

		public function __construct( $id, $total, $currency, $method ) {
			$this->id       = $id;
			$this->total    = $total;
			$this->currency = $currency;
			$this->method   = $method;
		}
		public function get_id() {
			return $this->id;
		}
		public function get_total() {
			return $this->total;
		}
		public function get_currency() {
			return $this->currency;
		}
		public function get_status() {
			return $this->status;
		}
		public function get_order_key() {
			return 'wc_order_key_' . $this->id;
		}
		public function get_payment_method() {
			return $this->method;
		}
		public function get_transaction_id() {
			return $this->transaction;
		}
		public function set_transaction_id( $id ) {
			$this->transaction = $id;
		}
		/** What WooCommerce has in memory may be old; the store is right. */
		public function read_meta_data( $force ) {
			$this->meta = isset( WooCommerce::$orders[ $this->id ] ) ? WooCommerce::$orders[ $this->id ]->meta : array();
		}
		public function get_date_paid() {
			return $this->date_paid;
		}
		public function get_meta( $key ) {
			return $this->meta[ $key ] ?? '';
		}
		public function update_meta_data( $key, $value ) {
			$this->meta[ $key ] = $value;
		}
		public function delete_meta_data( $key ) {
			unset( $this->meta[ $key ] );
		}
		public function is_paid() {
			return in_array( $this->status, array( 'processing', 'completed' ), true );
		}
		public function add_order_note( $note ) {
			$this->notes[] = $note;
			if ( isset( WooCommerce::$orders[ $this->id ] ) && WooCommerce::$orders[ $this->id ] !== $this ) {
				WooCommerce::$orders[ $this->id ]->notes[] = $note;
			}
		}
		public function update_status( $status, $note = '' ) {
			if ( ! in_array( $status, array( 'pending', 'on-hold', 'failed' ), true ) ) {
				throw new InvalidArgumentException( "status $status" );
			}
			$this->status = $status;
			$this->add_order_note( $note );
			return $this->save();
		}
		public function payment_complete( $transaction ) {
			$this->status      = 'processing';
			$this->transaction = $transaction;
			$this->date_paid   = time();
			$this->save();
			return true;
		}
		public function save() {
			WooCommerce::$orders[ $this->id ] = clone $this;
			return $this->id;
		}
		public function get_checkout_order_received_url() {
			return 'https://shop.test/checkout/order-received/' . $this->id . '/';
		}
		public function get_checkout_payment_url() {
			return 'https://shop.test/checkout/order-pay/' . $this->id . '/';
		}
		public function get_cancel_order_url_raw() {
			return 'https://shop.test/cart/?cancel_order=true&order_id=' . $this->id;
		}
	}

	final class WC_Admin_Settings {
		public static function add_error( $text ) {
			WooCommerce::$errors[] = $text;
		}
	}

	abstract class WC_Payment_Gateway {
		public $id;
		public $icon;
		public $has_fields;
		public $method_title;
		public $method_description;
		public $supports = array( 'products' );
		public $title;
		public $description;
		public $enabled;
		public $form_fields = array();
		public $settings    = array();

		public function init_settings() {
			$this->settings = get_option( 'woocommerce_' . $this->id . '_settings', array() );
			foreach ( $this->form_fields as $key => $field ) {
				$this->settings += array( $key => $field['default'] ?? '' );
			}
		}
		public function get_option( $key ) {
			if ( ! array_key_exists( $key, $this->settings ) ) {
				throw new OutOfBoundsException( "no setting $key" );
			}
			return $this->settings[ $key ];
		}
		public function get_title() {
			return $this->title;
		}
		public function get_description() {
			return $this->description;
		}
		public function supports( $feature ) {
			return in_array( $feature, $this->supports, true );
		}
		public function is_available() {
			return 'yes' === $this->enabled;
		}
		public function get_form_fields() {
			return $this->form_fields;
		}
		public function generate_settings_html( $form_fields ) {
			foreach ( $form_fields as $field ) {
				echo '<p>' . ( $field['title'] ?? '' ) . '</p>';
			}
		}
		public function process_admin_options() {
			foreach ( $this->form_fields as $key => $field ) {
				if ( 'title' === $field['type'] ) {
					continue;
				}
				$value    = $_POST[ 'woocommerce_' . $this->id . '_' . $key ] ?? '';
				$validate = "validate_{$key}_field";

				$this->settings[ $key ] = method_exists( $this, $validate ) ? $this->$validate( $key, $value ) : $value;
			}
			return update_option( 'woocommerce_' . $this->id . '_settings', $this->settings );
		}
	}
}
