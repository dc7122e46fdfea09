<?php
/** Small classes that plugins ask: features, order tables, logger, dates. */

namespace Automattic\WooCommerce\Utilities {

	final class FeaturesUtil {
		use \Plugsmith_Loud;

		/** Plugin files by feature. */
		public static $declared = array();

		public static function declare_compatibility( $feature, $plugin_file, $positive = true ) {
			if ( ! did_action( 'before_woocommerce_init' ) || did_action( 'woocommerce_init' ) ) {
				\Plugsmith_Outside_Kernel::refuse( 'declare_compatibility() outside before_woocommerce_init' );
			}
			self::$declared[ $feature ][] = array( plugin_basename( $plugin_file ), $positive );
			return true;
		}
	}

	final class OrderUtil {
		use \Plugsmith_Loud;

		public static function custom_orders_table_usage_is_enabled() {
			return false;
		}
	}
}

namespace {

	final class WC_DateTime extends DateTime {
		public function date( $format ) {
			return $this->format( $format );
		}
	}

	/** Writes to PHP's error log, where the sandbox reads it. */
	final class WC_Logger {
		private const LEVELS = array( 'emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'info', 'debug' );

		public function log( $level, $message, $context = array() ) {
			if ( ! in_array( $level, self::LEVELS, true ) ) {
				Plugsmith_Outside_Kernel::refuse( "the log level $level" );
			}
			$line = array( 'level' => $level, 'source' => $context['source'] ?? 'log', 'message' => $message );
			file_put_contents( WP_CONTENT_DIR . '/forge-wc-log.jsonl', wp_json_encode( $line ) . "\n", FILE_APPEND | LOCK_EX );
		}

		public function __call( $level, $arguments ) {
			$this->log( $level, $arguments[0], $arguments[1] ?? array() );
		}
	}
}
