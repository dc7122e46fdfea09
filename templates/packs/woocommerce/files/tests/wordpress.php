<?php
/**
 * The part of WordPress that this plugin uses, small and strict. A function that is not here does not exist: calling it
 * fails the test, so that the plugin's needs stay known.
 */

define( 'ABSPATH', __DIR__ . '/' );

/** Everything that WordPress would remember. */
final class WordPress {
	public static $options;
	public static $hooks = array();
	public static $routes;
	public static $styles;
	public static $scripts;
	public static $capable;
	public static $locale;
	public static $messages;
	public static $textdomain;
	public static $deactivate;
	/** Runs before each statement of the database: what another request does meanwhile. */
	public static $meanwhile;
	/** Action Scheduler's tables, by their names; null when there are none. A log is named after its action here. */
	public static $scheduler;

	public static function reset() {
		self::$options    = array();
		self::$routes     = array();
		self::$styles     = array();
		self::$scripts    = array();
		self::$capable    = true;
		self::$locale     = 'en_US';
		self::$messages   = array();
		self::$textdomain = null;
		self::$meanwhile  = null;
		self::$scheduler  = null;
		$GLOBALS['wpdb']  = new wpdb();
	}
}

/** The database, as far as the plugin needs it: three statements on the options' table, three on Action Scheduler's. */
final class wpdb {
	public $options = 'wp_options';
	public $prefix  = 'wp_';

	public function get_var( array $prepared ) {
		$wanted = array( 'SHOW TABLES LIKE %s', array( addcslashes( 'wp_actionscheduler_actions', '_%\\' ) ) );
		return $wanted === $prepared && WordPress::$scheduler ? 'wp_actionscheduler_actions' : null;
	}
	/** Rows of Action Scheduler's tables that a statement deletes; null when it is about something else. */
	private function delete_tasks( $statement, array $values ) {
		$tables = array(
			'DELETE FROM wp_actionscheduler_logs WHERE action_id IN ( SELECT action_id FROM wp_actionscheduler_actions WHERE hook = %s )' => 'logs',
			'DELETE FROM wp_actionscheduler_actions WHERE hook = %s' => 'actions',
			'DELETE FROM wp_actionscheduler_groups WHERE slug = %s' => 'groups',
		);
		if ( ! isset( $tables[ $statement ] ) ) {
			return null;
		}
		$table = $tables[ $statement ];
		if ( ! in_array( $values[0], WordPress::$scheduler['actions'], true ) && 'logs' === $table ) {
			throw new LogicException( 'the actions are gone, and nobody can tell any more whose logs these are' );
		}
		$known = count( WordPress::$scheduler[ $table ] );

		WordPress::$scheduler[ $table ] = array_values( array_diff( WordPress::$scheduler[ $table ], $values ) );
		return $known - count( WordPress::$scheduler[ $table ] );
	}

	public function prepare( $statement, ...$values ) {
		return array( $statement, $values );
	}
	public function esc_like( $text ) {
		return addcslashes( $text, '_%\\' );
	}
	public function query( array $prepared ) {
		list( $statement, $values ) = $prepared;
		$deleted                    = $this->delete_tasks( $statement, $values );
		if ( null !== $deleted ) {
			return $deleted;
		}
		$meanwhile                  = WordPress::$meanwhile;
		WordPress::$meanwhile       = null;
		if ( $meanwhile ) {
			$meanwhile();
		}
		if ( 0 === strpos( $statement, "INSERT IGNORE INTO $this->options ( option_name, option_value, autoload )" ) ) {
			if ( isset( WordPress::$options[ $values[0] ] ) ) {
				return 0;
			}
			WordPress::$options[ $values[0] ] = $values[1];
			return 1;
		}
		$deletes = "DELETE FROM $this->options WHERE option_name ";
		$before  = count( WordPress::$options );
		foreach ( WordPress::$options as $name => $value ) {
			if (
				( "{$deletes}LIKE %s" === $statement && 0 === strpos( $name, stripslashes( substr( $values[0], 0, -1 ) ) ) ) ||
				( "{$deletes}= %s AND option_value = %s" === $statement && array( $name, $value ) === $values ) ||
				( "{$deletes}= %s AND option_value < %s" === $statement && $name === $values[0] && strcmp( $value, $values[1] ) < 0 )
			) {
				unset( WordPress::$options[ $name ] );
			}
		}
		if ( 0 !== strpos( $statement, $deletes ) ) {
			throw new BadMethodCallException( $statement );
		}
		return $before - count( WordPress::$options );
	}
}
function register_deactivation_hook( $file, $callback ) {
	WordPress::$deactivate = $callback;
}

function add_filter( $hook, $callback, $priority = 10, $arguments = 1 ) {
	if ( ! is_callable( $callback ) && ! is_array( $callback ) ) {
		throw new InvalidArgumentException( "$hook gets no callback" );
	}
	WordPress::$hooks[ $hook ][] = array( $callback, $arguments );
	return true;
}
function add_action( $hook, $callback, $priority = 10, $arguments = 1 ) {
	return add_filter( $hook, $callback, $priority, $arguments );
}
function apply_filters( $hook, $value, ...$more ) {
	foreach ( WordPress::$hooks[ $hook ] ?? array() as list( $callback, $arguments ) ) {
		$value = $callback( ...array_slice( array_merge( array( $value ), $more ), 0, $arguments ) );
	}
	return $value;
}
function do_action( $hook, ...$values ) {
	foreach ( WordPress::$hooks[ $hook ] ?? array() as list( $callback, $arguments ) ) {
		$callback( ...array_slice( $values, 0, $arguments ) );
	}
}

final class WP_Error {
	private $code;
	private $message;
	private $data;
	public function __construct( $code, $message, $data = null ) {
		$this->code    = $code;
		$this->message = $message;
		$this->data    = $data;
	}
	public function get_error_code() {
		return $this->code;
	}
	public function get_error_message() {
		return $this->message;
	}
	public function get_error_data() {
		return $this->data;
	}
}
function is_wp_error( $thing ) {
	return $thing instanceof WP_Error;
}

final class WP_REST_Request {
	private $headers;
	private $body;
	public function __construct( array $headers, $body ) {
		$this->headers = array_change_key_case( $headers );
		$this->body    = $body;
	}
	public function get_header( $name ) {
		return $this->headers[ strtolower( $name ) ] ?? null;
	}
	public function get_body() {
		return $this->body;
	}
}
final class WP_REST_Response {
	public $data;
	public $status;
	public function __construct( $data, $status ) {
		$this->data   = $data;
		$this->status = $status;
	}
}
function register_rest_route( $namespace, $route, $arguments ) {
	if ( empty( $arguments['permission_callback'] ) || ! is_callable( $arguments['callback'] ) ) {
		throw new InvalidArgumentException( 'a route needs callback and permission_callback' );
	}
	WordPress::$routes[ "/$namespace$route" ] = $arguments;
	return true;
}
function rest_url( $path ) {
	return 'https://shop.test/wp-json/' . $path;
}

function __( $text, $domain ) {
	return WordPress::$textdomain === $domain ? WordPress::$messages[ $text ] ?? $text : $text;
}
function esc_html__( $text, $domain ) {
	return esc_html( __( $text, $domain ) );
}
function load_plugin_textdomain( $domain, $deprecated, $folder ) {
	$file = dirname( __DIR__ ) . '/' . preg_replace( '#^[^/]+/#', '', $folder ) . "/$domain-" . WordPress::$locale . '.l10n.php';
	if ( is_readable( $file ) ) {
		WordPress::$textdomain = $domain;
		WordPress::$messages   = ( include $file )['messages'];
	}
	return true;
}
function load_textdomain( $domain, $file, $locale ) {
	if ( WordPress::$locale !== $locale ) {
		throw new OutOfBoundsException( "the locale is not $locale" );
	}
	WordPress::$textdomain = $domain;
	WordPress::$messages   = ( include substr( $file, 0, -strlen( '.mo' ) ) . '.l10n.php' )['messages'];
	return true;
}
function is_textdomain_loaded( $domain ) {
	return WordPress::$textdomain === $domain;
}
function determine_locale() {
	return WordPress::$locale;
}
function get_locale() {
	return WordPress::$locale;
}

function esc_html( $text ) {
	return htmlspecialchars( (string) $text, ENT_QUOTES, 'UTF-8', false );
}
function esc_attr( $text ) {
	return esc_html( $text );
}
function esc_url( $url ) {
	return htmlspecialchars( esc_url_raw( $url ), ENT_QUOTES, 'UTF-8' );
}
function esc_url_raw( $url, $protocols = array( 'http', 'https' ) ) {
	$scheme = strtolower( (string) parse_url( (string) $url, PHP_URL_SCHEME ) );
	return in_array( $scheme, $protocols, true ) ? str_replace( array( ' ', '"', '<', '>' ), '', $url ) : '';
}
function sanitize_text_field( $text ) {
	return trim( preg_replace( '/[\r\n\t ]+/', ' ', strip_tags( (string) $text ) ) );
}
function wp_unslash( $value ) {
	return stripslashes( $value );
}
function absint( $value ) {
	return abs( (int) $value );
}
function wp_json_encode( $value ) {
	return json_encode( $value );
}
function wp_parse_url( $url, $component = -1 ) {
	return parse_url( (string) $url, $component );
}
function wp_rand( $least, $most ) {
	return random_int( $least, $most );
}
function wp_generate_uuid4() {
	return implode( '-', str_split( bin2hex( random_bytes( 16 ) ), 8 ) );
}
function add_query_arg( array $arguments, $url ) {
	return $url . ( false === strpos( $url, '?' ) ? '?' : '&' ) . http_build_query( $arguments );
}

function get_option( $name, $default = false ) {
	return WordPress::$options[ $name ] ?? $default;
}
function update_option( $name, $value ) {
	WordPress::$options[ $name ] = $value;
	return true;
}
function delete_option( $name ) {
	$known = isset( WordPress::$options[ $name ] );
	unset( WordPress::$options[ $name ] );
	return $known;
}
function is_multisite() {
	return false;
}

function plugin_basename( $file ) {
	return basename( dirname( $file ) ) . '/' . basename( $file );
}
function plugins_url( $path, $file ) {
	return 'https://shop.test/wp-content/plugins/' . basename( dirname( $file ) ) . "/$path";
}
function admin_url( $path ) {
	return "https://shop.test/wp-admin/$path";
}
function current_user_can( $capability ) {
	return WordPress::$capable;
}
function wp_enqueue_style( $handle, $source, $needs, $version ) {
	WordPress::$styles[ $handle ] = $source;
}
function wp_register_script( $handle, $source, $needs, $version, $footer ) {
	WordPress::$scripts[ $handle ] = array( $source, $needs );
	return true;
}

function wp_remote_post( $url, $arguments ) {
	return Provider::post( $url, $arguments );
}
function wp_remote_retrieve_response_code( $response ) {
	return is_wp_error( $response ) ? '' : $response['response']['code'];
}
function wp_remote_retrieve_body( $response ) {
	return is_wp_error( $response ) ? '' : $response['body'];
}
function wp_remote_retrieve_header( $response, $name ) {
	return is_wp_error( $response ) ? '' : $response['headers'][ $name ] ?? '';
}
