/**
 * A failure that callers can act on: `code` is one of config_invalid, provider_unreachable, provider_refused,
 * provider_answer_invalid, platform_unreachable, platform_refused. Nothing the other side said is in the message.
 */
export class PaymentError extends Error {
  /** @param {string} code @param {string} message @param {{status?: number}} facts */
  constructor(code, message, facts = {}) {
    super(message);
    this.name = "PaymentError";
    this.code = code;
    this.status = facts.status;
  }
}
