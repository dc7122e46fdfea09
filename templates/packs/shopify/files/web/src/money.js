/** ISO 4217 currencies without two decimals. */
const decimals = new Map([
  .../** @type {const} */ (["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"]).map((name) => /** @type {const} */ ([name, 0])),
  .../** @type {const} */ (["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]).map((name) => /** @type {const} */ ([name, 3])),
]);

/**
 * Shopify's decimal text ("19.99", "EUR") in minor units (1999); undefined for anything that is no such amount.
 * Text only: a float would lose cents.
 * @param {unknown} amount
 * @param {unknown} currency
 * @returns {number | undefined}
 */
export function readMinorUnits(amount, currency) {
  if (typeof amount !== "string" || typeof currency !== "string" || !/^[A-Z]{3}$/.test(currency)) return undefined;
  const found = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(amount);
  if (found === null) return undefined;
  const digits = decimals.get(/** @type {any} */ (currency)) ?? 2;
  const [, whole = "", part = ""] = found;
  if (/[1-9]/.test(part.slice(digits))) return undefined;
  const units = Number(whole + part.slice(0, digits).padEnd(digits, "0"));
  return Number.isSafeInteger(units) && units > 0 ? units : undefined;
}
