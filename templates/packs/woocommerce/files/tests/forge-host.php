<?php
/**
 * The forge's side of a contract driver: its plugin process protocol, one JSON-RPC message a line on stdin and stdout.
 * The forge is the provider, and judges by what it sees; a driver only says what happened.
 */
final class ForgeHost {
	private static $out;
	private static $next    = 1;
	private static $waiting = array();

	/** Everything that is printed otherwise is log text. */
	private static function send( array $message ) {
		fwrite( self::$out, json_encode( array( 'jsonrpc' => '2.0' ) + $message, JSON_INVALID_UTF8_SUBSTITUTE ) . "\n" );
		fflush( self::$out );
	}

	private static function read() {
		$line = fgets( STDIN );
		return false === $line ? null : json_decode( $line, true );
	}

	/** An event of the plugin. */
	public static function emit( $event, array $data ) {
		self::send( array( 'method' => 'emit', 'params' => array( 'event' => $event, 'data' => (object) $data ) ) );
	}

	/** Something the plugin told people: a log line, a notice, a note. */
	public static function log( $level, $message ) {
		self::send( array( 'method' => 'log', 'params' => array( 'level' => $level, 'message' => (string) $message ) ) );
	}

	/** A request to the outside, which the forge answers: array( status, headers, body ), or null for a broken connection. */
	public static function fetch( $url, $method, array $headers, $body ) {
		$id     = self::$next++;
		$params = array( 'url' => $url, 'method' => $method, 'headers' => (object) array_change_key_case( $headers ), 'data' => base64_encode( $body ) );
		self::send( array( 'id' => $id, 'method' => 'fetch', 'params' => $params ) );
		while ( null !== ( $message = self::read() ) ) {
			if ( isset( $message['method'] ) ) {
				self::$waiting[] = $message;
			} elseif ( ( $message['id'] ?? null ) === $id ) {
				$answer = $message['result'] ?? null;
				return null === $answer ? null : array( $answer['status'], (array) $answer['headers'], base64_decode( $answer['data'] ) );
			}
		}
		exit( 1 );
	}

	/**
	 * Answers the forge until it is gone. `$load` gets the configuration; `$methods` and `$hooks` are called by name.
	 */
	public static function serve( callable $load, array $methods, array $hooks ) {
		self::$out = fopen( 'php://stdout', 'wb' );
		ob_start(
			static function ( $text ) {
				fwrite( STDERR, $text );
				return '';
			},
			1
		);
		while ( null !== ( $message = array_shift( self::$waiting ) ?? self::read() ) ) {
			if ( ! isset( $message['id'], $message['method'] ) ) {
				continue;
			}
			$params = (array) ( $message['params'] ?? array() );
			try {
				self::send( array( 'id' => $message['id'], 'result' => self::answer( $message['method'], $params, $load, $methods, $hooks ) ) );
			} catch ( Throwable $problem ) {
				$error = array( 'code' => -32000, 'message' => $problem->getMessage(), 'data' => array( 'code' => 'call_failed' ) );
				self::send( array( 'id' => $message['id'], 'error' => $error ) );
			}
		}
	}

	private static function answer( $method, array $params, callable $load, array $methods, array $hooks ) {
		if ( 'initialize' === $method ) {
			$load( (array) $params['config'] );
			return array( 'protocol' => 1, 'runtime' => 'php', 'hooks' => array_keys( $hooks ), 'methods' => array_keys( $methods ) );
		}
		if ( 'call' === $method && isset( $methods[ $params['method'] ] ) ) {
			return $methods[ $params['method'] ]( (array) ( $params['args'] ?? array() ) );
		}
		if ( isset( $hooks[ $method ] ) ) {
			return $hooks[ $method ]( $params );
		}
		if ( 'ping' === $method ) {
			return new stdClass();
		}
		throw new BadFunctionCallException( 'no such method' );
	}
}
