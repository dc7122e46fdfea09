import { PaymentError } from "./payment-error.js";

const rules = {
  /** Minor units: 1999 is 19.99 in a currency with two decimals. */
  amount: (value) => Number.isSafeInteger(value) && value > 0,
  currency: (value) => typeof value === "string" && /^[A-Z]{3}$/.test(value),
  reference: (value) => typeof value === "string" && /^[^\p{Cc}]{1,200}$/u.test(value),
  checkoutId: (value) => typeof value === "string" && /^[A-Za-z0-9_.:-]{1,128}$/.test(value),
  mandateId: (value) => typeof value === "string" && /^[A-Za-z0-9_.:-]{1,128}$/.test(value),
  recurring: (value) => typeof value === "boolean",
  paymentId: (value) => typeof value === "string" && /^[A-Za-z0-9_.:-]{1,128}$/.test(value),
  idempotencyKey: (value) => typeof value === "string" && /^[A-Za-z0-9_.:-]{8,128}$/.test(value),
};

/** The named arguments and no other; `optional` ones may be left out. Throws `arguments_invalid` with the field. */
export function readArguments(args, required, optional, say) {
  const given = typeof args === "object" && args !== null ? args : {};
  const read = {};
  for (const field of [...required, ...optional]) {
    const value = given[field];
    if (value === undefined && optional.includes(field)) continue;
    if (!rules[field](value)) throw new PaymentError("arguments_invalid", say("arguments_invalid", { field }), { field });
    read[field] = value;
  }
  return read;
}
