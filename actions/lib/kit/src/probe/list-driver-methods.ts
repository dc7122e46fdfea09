/** What a driver must offer for the events that its plugin's manifest promises. */
export function listDriverMethods(publishes: readonly string[]): string[] {
  const promises = (event: string) => publishes.includes(event);
  return [
    ...(promises("checkout.created") ? ["createCheckout"] : []),
    ...(promises("payment.succeeded") || promises("payment.failed") ? ["capturePayment"] : []),
    ...(promises("refund.issued") ? ["refundPayment"] : []),
  ];
}
