/** @import { AppResponse } from "./types.js" */

/** @type {(status: number, value: unknown) => AppResponse} */
export const json = (status, value) => ({
  status,
  headers: { "content-type": "application/json", "cache-control": "no-store" },
  body: JSON.stringify(value),
});

/** @type {(status: number) => AppResponse} */
export const empty = (status) => ({ status, headers: { "cache-control": "no-store" }, body: "" });

/** @type {(location: string) => AppResponse} */
export const redirect = (location) => ({ status: 302, headers: { location, "cache-control": "no-store" }, body: "" });

/** A page that may run nothing, load nothing and be framed by nobody. @type {(status: number, html: string) => AppResponse} */
export const page = (status, html) => ({
  status,
  headers: {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  },
  body: html,
});

/** An object from JSON text, or undefined. @type {(text: string) => Record<string, unknown> | undefined} */
export function readObject(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
