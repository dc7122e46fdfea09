/**
 * A failure that callers can act on: `code` is one of config_invalid, arguments_invalid, provider_unreachable,
 * provider_refused, provider_answer_invalid. Nothing the provider said is in the message.
 */
export class PaymentError extends Error {
  constructor(code, message, facts = {}) {
    super(message);
    this.name = "PaymentError";
    this.code = code;
    Object.assign(this, facts);
  }
}
