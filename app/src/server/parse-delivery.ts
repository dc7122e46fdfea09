import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { asId, asRecord, asText } from "../github/decode-value.ts";
import { findExcessDepth } from "./find-excess-depth.ts";
import { refuseDelivery } from "./refuse-delivery.ts";

/** A webhook delivery whose signature holds and whose shape fits its event. */
export interface Delivery {
  readonly id: string;
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Id of the repository that it is about; 0: none. */
  readonly repository: number;
  /** sha256 of the body: the id is not signed, so a captured body could come back under another one. */
  readonly bodyDigest: string;
  /** The bytes as they came. */
  readonly body: Uint8Array;
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

interface Shape {
  readonly has: readonly string[];
  /** What only a payload of another event carries. */
  readonly lacks?: readonly string[];
}

/** What each event that the forge acts on must carry; the event's name is not signed, so its payload has to fit. */
const shapes: ReadonlyMap<string, Shape> = new Map([
  ["issues", { has: ["action", "issue", "repository", "sender"], lacks: ["comment"] }],
  ["issue_comment", { has: ["action", "issue", "comment", "repository", "sender"] }],
  ["pull_request", { has: ["action", "pull_request", "repository", "sender"], lacks: ["review", "comment"] }],
  ["pull_request_review", { has: ["action", "pull_request", "review", "repository", "sender"] }],
  ["workflow_run", { has: ["action", "workflow_run", "repository"] }],
  ["push", { has: ["ref", "repository"], lacks: ["action"] }],
]);

/** GitHub's payloads are less than ten levels deep. */
const maxDepth = 64;

const single = (headers: Headers, name: string) => {
  const value = headers[name];
  return typeof value === "string" ? value : "";
};

/** Does the forge act on this event? Others are answered and forgotten. */
export const isUsedEvent = (name: string): boolean => shapes.has(name);

/** The event's name as a header says it: not signed, checked for its form only. */
export const readEventName = (headers: Headers): string => single(headers, "x-github-event");

/** Is this the HMAC-SHA256 of the raw bytes, as `sha256=<hex>`? Compared in constant time. */
export function isSigned(body: Uint8Array, secret: string, header: string): boolean {
  const expected = createHmac("sha256", secret).update(body).digest();
  const given = /^sha256=[0-9a-f]{64}$/u.test(header) ? Buffer.from(header.slice(7), "hex") : Buffer.alloc(0);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Headers that can be checked before a byte of the body is read. @throws ForgeError `delivery_refused`. */
export function checkHeaders(headers: Headers): void {
  if (!/^application\/json(?:[ \t]*;[ \t]*charset="?utf-8"?)?$/iu.test(single(headers, "content-type")))
    throw refuseDelivery(415, "The content type is not application/json.");
  if (!/^(?:identity)?$/iu.test(single(headers, "content-encoding")))
    throw refuseDelivery(415, "An encoded body is not taken.");
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(single(headers, "x-github-delivery")))
    throw refuseDelivery(400, "The delivery id is missing or no UUID.");
  if (!/^[a-z][a-z_]{1,59}$/u.test(readEventName(headers)))
    throw refuseDelivery(400, "The event name is missing or not valid.");
  if (single(headers, "x-hub-signature-256") === "") throw refuseDelivery(401, "The signature is missing.");
}

function parseJson(body: Uint8Array): unknown {
  if (findExcessDepth(body, maxDepth)) throw refuseDelivery(400, "The body is nested too deeply.");
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw refuseDelivery(400, "The body is not JSON in UTF-8.");
  }
}

/** Names of what does not fit the event; the ids are checked because everything later goes by them. */
function listMisfits(name: string, payload: Readonly<Record<string, unknown>>): string[] {
  const shape = shapes.get(name);
  if (!shape) return [];
  const present = (key: string) => payload[key] !== undefined && payload[key] !== null;
  const repository = asRecord(payload["repository"]);
  const named = asId(repository["id"]) > 0 && asText(repository["name"]) !== "";
  const installed = !present("installation") || asId(asRecord(payload["installation"])["id"]) > 0;
  return [
    ...shape.has.filter((key) => !present(key)).map((key) => `${key} is missing`),
    ...(shape.lacks ?? []).filter(present).map((key) => `${key} belongs to another event`),
    ...(named ? [] : ["repository has no id and name"]),
    ...(installed ? [] : ["installation has no id"]),
  ];
}

/**
 * A delivery from headers and raw body: signature first, then JSON, then the shape its event must have.
 * @throws ForgeError `delivery_refused` with the HTTP status in `facts.status`.
 */
export function parseDelivery(headers: Headers, body: Uint8Array, secret: string): Delivery {
  checkHeaders(headers);
  if (!isSigned(body, secret, single(headers, "x-hub-signature-256")))
    throw refuseDelivery(401, "The signature does not fit.");
  const payload = parseJson(body);
  if (typeof payload !== "object" || payload === null || Array.isArray(payload))
    throw refuseDelivery(400, "The body is not a JSON object.");
  const record = asRecord(payload);
  const name = readEventName(headers);
  const misfits = listMisfits(name, record);
  if (misfits.length > 0) throw refuseDelivery(400, `The body is no ${name} event: ${misfits.join(", ")}.`);
  return {
    id: single(headers, "x-github-delivery").toLowerCase(),
    name,
    payload: record,
    repository: asId(asRecord(record["repository"])["id"]),
    bodyDigest: createHash("sha256").update(body).digest("hex"),
    body,
  };
}
