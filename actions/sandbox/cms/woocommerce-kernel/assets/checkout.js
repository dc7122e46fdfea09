/* What WooCommerce's own script does at "Place order": sends the form, then follows the gateway's redirect. */
document.querySelector( 'form.checkout' ).addEventListener( 'submit', async function ( event ) {
	event.preventDefault();
	const form = event.currentTarget;
	const response = await fetch( '?wc-ajax=checkout', { method: 'POST', body: new URLSearchParams( new FormData( form ) ) } );
	const answer = await response.json();
	if ( answer.result === 'success' ) {
		window.location.href = answer.redirect;
		return;
	}
	const notices = document.createElement( 'div' );
	notices.className = 'woocommerce-NoticeGroup-checkout';
	notices.innerHTML = answer.messages;
	form.prepend( notices );
} );
