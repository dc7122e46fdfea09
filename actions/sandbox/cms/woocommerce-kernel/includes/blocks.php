<?php
/** Registration for the block checkout: its JavaScript is not run here, what it would be given is checked. */

namespace Automattic\WooCommerce\Blocks\Payments\Integrations {

	abstract class AbstractPaymentMethodType {
		use \Plugsmith_Loud;

		protected $name     = '';
		protected $settings = array();

		abstract public function initialize();

		abstract public function is_active();

		abstract public function get_payment_method_script_handles();

		abstract public function get_payment_method_data();

		public function get_name() {
			return $this->name;
		}

		public function get_supported_features() {
			return array( 'products' );
		}

		protected function get_setting( $name, $default = '' ) {
			return $this->settings[ $name ] ?? $default;
		}
	}
}

namespace Automattic\WooCommerce\Blocks\Payments {

	final class PaymentMethodRegistry {
		use \Plugsmith_Loud;

		private $registered = array();

		public function register( Integrations\AbstractPaymentMethodType $method ) {
			$this->registered[ $method->get_name() ] = $method;
			return true;
		}

		public function get_all_registered() {
			return $this->registered;
		}
	}
}

namespace {

	/** What the block checkout would be given, kept for the sandbox's report. */
	final class Plugsmith_Blocks_Check {
		/** Script address and data by method. */
		public static $methods = array();

		public static function run() {
			$registry = new Automattic\WooCommerce\Blocks\Payments\PaymentMethodRegistry();
			do_action( 'woocommerce_blocks_payment_method_type_registration', $registry );
			foreach ( $registry->get_all_registered() as $name => $method ) {
				$method->initialize();
				self::$methods[ $name ] = static function () use ( $method ) {
					$scripts = array();
					foreach ( $method->get_payment_method_script_handles() as $handle ) {
						$scripts[] = wp_scripts()->registered[ $handle ]->src ?? null;
					}
					return array(
						'active'  => (bool) $method->is_active(),
						'scripts' => $scripts,
						'data'    => $method->get_payment_method_data(),
					);
				};
			}
		}
	}
}
