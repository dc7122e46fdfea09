/* The refund form of an order, as WooCommerce's own script drives it. */
( function () {
	const form = document.querySelector( '.wc-order-refund-items' );
	const amount = document.getElementById( 'refund_amount' );
	const send = document.querySelector( '.do-api-refund' );
	document.querySelector( '.refund-items' ).addEventListener( 'click', function () {
		form.hidden = false;
	} );
	if ( ! send ) {
		return;
	}
	amount.addEventListener( 'change', function () {
		send.querySelector( '.wc-order-refund-amount' ).textContent = amount.value;
	} );
	send.addEventListener( 'click', async function () {
		if ( ! window.confirm( 'Refund?' ) ) {
			return;
		}
		const body = { action: 'woocommerce_refund_line_items', order_id: send.dataset.order, refund_amount: amount.value, api_refund: 'true', security: send.dataset.nonce };
		const answer = await ( await fetch( window.ajaxurl, { method: 'POST', body: new URLSearchParams( body ) } ) ).json();
		if ( ! answer.success ) {
			window.alert( answer.data.error );
			return;
		}
		window.location.reload();
	} );
} )();
