import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { ForgeError } from "@plugsmith/schemas";
import { asRecord } from "../github/decode-value.ts";

/** A webhook delivery whose signature holds and whose shape fits its event. */
export interface Delivery {
  readonly id: string;
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** sha256 of the body: the id is not signed, so a captured body could come back under another one. */
  readonly bodyDigest: string;
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What each event that the forge acts on must carry; the event's name is not signed, so its payload has to fit. */
const shapes: Readonly<Record<string, readonly string[]>> = {
  issues: ["action", "issue", "repository", "sender"],
  issue_comment: ["action", "issue", "comment", "repository", "sender"],
  pull_request: ["action", "pull_request", "repository", "sender"],
  pull_request_review: ["action", "pull_request", "review", "repository", "sender"],
  workflow_run: ["action", "workflow_run", "repository"],
  push: ["ref", "repository"],
};

const refuse = (status: number, message: string) => new ForgeError("delivery_refused", { message, facts: { status } });
const single = (headers: Headers, name: string) => {
  const value = headers[name];
  return typeof value === "string" ? value : "";
};

/** Is this the HMAC-SHA256 of the raw bytes, as `sha256=<hex>`? Compared in constant time. */
export function isSigned(body: Uint8Array, secret: string, header: string): boolean {
  const expected = createHmac("sha256", secret).update(body).digest();
  const given = /^sha256=[0-9a-f]{64}$/u.test(header) ? Buffer.from(header.slice(7), "hex") : Buffer.alloc(0);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Headers that can be checked before a byte of the body is read. @throws ForgeError `delivery_refused`. */
export function checkHeaders(headers: Headers): void {
  if (!/^application\/json(?:;.*)?$/iu.test(single(headers, "content-type")))
    throw refuse(415, "Send application/json.");
  if (!/^[A-Za-z0-9-]{8,72}$/u.test(single(headers, "x-github-delivery")))
    throw refuse(400, "The delivery id is missing or not valid.");
  if (!/^[a-z][a-z_]{1,59}$/u.test(single(headers, "x-github-event")))
    throw refuse(400, "The event name is missing or not valid.");
  if (single(headers, "x-hub-signature-256") === "") throw refuse(401, "The signature is missing.");
}

/**
 * A delivery from headers and raw body: signature first, then JSON, then the shape its event must have.
 * @throws ForgeError `delivery_refused` with the HTTP status in `facts.status`.
 */
export function parseDelivery(headers: Headers, body: Uint8Array, secret: string): Delivery {
  checkHeaders(headers);
  if (!isSigned(body, secret, single(headers, "x-hub-signature-256"))) throw refuse(401, "The signature does not fit.");
  let payload: unknown;
  try {
    payload = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw refuse(400, "The body is not JSON.");
  }
  if (typeof payload !== "object" || payload === null || Array.isArray(payload))
    throw refuse(400, "The body is not a JSON object.");
  const record = asRecord(payload);
  const name = single(headers, "x-github-event");
  const missing = (Object.hasOwn(shapes, name) ? (shapes[name] ?? []) : []).filter(
    (key) => record[key] === undefined || record[key] === null,
  );
  if (missing.length > 0) throw refuse(400, `The body is no ${name} event: ${missing.join(", ")} missing.`);
  const bodyDigest = createHash("sha256").update(body).digest("hex");
  return { id: single(headers, "x-github-delivery"), name, payload: record, bodyDigest };
}
