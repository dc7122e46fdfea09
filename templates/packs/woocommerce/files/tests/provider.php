<?php
/**
 * A double of the payment provider: keeps every request, answers a repeated Idempotency-Key with its first answer, refuses
 * a wrong key, an unknown route and refunds beyond what is left. `$moods` come before the real answer: a status, 0 for a
 * broken connection, or 'pending'; `$always` holds until it is null again.
 */
final class Provider {
	const KEY    = 'sk_live_4242424242424242';
	const SECRET = 'whsec_0123456789';

	/** Answers in place of this double where the forge is the provider. */
	public static $wire;
	public static $requests;
	public static $moods;
	public static $always;
	public static $retry_after;
	private static $answers;
	private static $left;

	public static function reset() {
		self::$requests    = array();
		self::$moods       = array();
		self::$always      = null;
		self::$retry_after = null;
		self::$answers     = array();
		self::$left        = array();
	}

	private static function json( $status, array $value ) {
		return array(
			'response' => array( 'code' => $status ),
			'headers'  => null === self::$retry_after ? array() : array( 'retry-after' => self::$retry_after ),
			'body'     => json_encode( $value ),
		);
	}

	public static function post( $url, array $arguments ) {
		if ( self::$wire ) {
			return ( self::$wire )( $url, $arguments );
		}
		$headers          = $arguments['headers'];
		$body             = json_decode( $arguments['body'], true );
		self::$requests[] = array(
			'url'     => $url,
			'key'     => $headers['Idempotency-Key'],
			'body'    => $body,
			'guarded' => $arguments['reject_unsafe_urls'],
			'at'      => microtime( true ),
		);
		$mood             = self::$moods ? array_shift( self::$moods ) : self::$always;
		if ( 0 === $mood ) {
			return new WP_Error( 'http_request_failed', 'cURL error 28' );
		}
		if ( 402 === $mood ) {
			return self::json( 402, array( 'id' => 'pay_0', 'reason' => 'card_declined', 'card' => '4000000000000002' ) );
		}
		if ( 'pending' === $mood ) {
			return self::json( 200, array( 'id' => 'pay_0', 'status' => 'pending' ) );
		}
		if ( null !== $mood ) {
			return self::json( $mood, array( 'error' => 'card 4242424242424242' ) );
		}
		if ( 'Bearer ' . self::KEY !== $headers['Authorization'] ) {
			return self::json( 401, array() );
		}
		$key = $headers['Idempotency-Key'];
		if ( ! isset( self::$answers[ $key ] ) ) {
			self::$answers[ $key ] = self::answer( parse_url( $url, PHP_URL_PATH ), $body );
		}
		return self::$answers[ $key ];
	}

	private static function answer( $path, array $body ) {
		$number = count( self::$answers ) + 1;
		switch ( $path ) {
			case '/v1/checkouts':
				self::$left[ "chk_$number" ] = $body['amount'];
				return self::json( 201, array( 'id' => "chk_$number", 'url' => "https://provider.test/pay/$number", 'card' => '4242424242424242' ) );
			case '/v1/payments':
				$amount                      = isset( $body['mandateId'] ) ? $body['amount'] : self::$left[ $body['checkoutId'] ];
				self::$left[ "pay_$number" ] = $amount;
				return self::json( 200, array( 'id' => "pay_$number", 'mandateId' => "man_$number", 'status' => 'succeeded', 'amount' => $amount, 'card' => '4242424242424242' ) );
			case '/v1/refunds':
				$left = self::$left[ $body['paymentId'] ] ?? 0;
				if ( $body['amount'] > $left ) {
					return self::json( 422, array( 'error' => 'amount_too_large' ) );
				}
				self::$left[ $body['paymentId'] ] = $left - $body['amount'];
				return self::json( 200, array( 'id' => "re_$number", 'amount' => $body['amount'] ) );
		}
		throw new OutOfBoundsException( "the provider has no $path" );
	}
}
