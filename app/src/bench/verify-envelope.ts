import { createPublicKey, verify } from "node:crypto";
import { type BenchEvent, ForgeError, type Parsed, parseBenchEvent } from "@plugsmith/schemas";
import { asArray, asRecord, asText } from "../github/decode-value.ts";

export const benchPayloadType = "application/vnd.plugsmith.bench-event+json";
const base64 = /^[A-Za-z0-9+/]+={0,2}$/u;

/** A DSSE envelope taken apart; nothing in it is believed before `verifyEnvelope`. */
export interface SignedEnvelope<T> {
  readonly content: T;
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly Uint8Array[];
}

/** The envelope of a bench event. */
export interface BenchEnvelope extends SignedEnvelope<BenchEvent> {
  readonly event: BenchEvent;
}

/** One kind of payload. */
interface PayloadKind<T> {
  readonly type: string;
  /** In words: "a bench event". */
  readonly name: string;
  parse(value: unknown): Parsed<T>;
}

const refuse = (message: string) =>
  new ForgeError("bench_event_refused", {
    message,
    hint: "Send one DSSE envelope; see docs/data-flow.md.",
  });

/** @throws ForgeError `bench_event_refused` when it is no envelope of this kind. */
export function openEnvelope<T>(value: unknown, { type, name, parse }: PayloadKind<T>): SignedEnvelope<T> {
  const envelope = asRecord(value);
  const encoded = asText(envelope["payload"]);
  if (envelope["payloadType"] !== type) throw refuse(`The payload type is not that of ${name}.`);
  if (!base64.test(encoded)) throw refuse("The payload is not base64.");
  const payload = Buffer.from(encoded, "base64");
  const signatures = asArray(envelope["signatures"]).map((entry) =>
    Buffer.from(asText(asRecord(entry)["sig"]), "base64"),
  );
  if (signatures.length === 0 || signatures.length > 4) throw refuse("The envelope needs one signature.");
  let decoded: unknown;
  try {
    decoded = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch {
    throw refuse("The payload is not JSON.");
  }
  const parsed = parse(decoded);
  if (!parsed.ok)
    throw refuse(
      `The payload is not ${name}: ${parsed.issues
        .map((issue) => `${issue.path} ${issue.message}`)
        .join("; ")
        .slice(0, 300)}.`,
    );
  return { content: parsed.value, payloadType: type, payload, signatures };
}

/** @throws ForgeError `bench_event_refused` when it is no envelope of a bench event. */
export function parseEnvelope(value: unknown): BenchEnvelope {
  const envelope = openEnvelope(value, { type: benchPayloadType, name: "a bench event", parse: parseBenchEvent });
  return { ...envelope, event: envelope.content };
}

/** Bytes that DSSE signs. */
export function encodePreAuth(payloadType: string, payload: Uint8Array): Uint8Array {
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `),
    payload,
  ]);
}

/** Did the owner of this Ed25519 key (SPKI PEM) sign the envelope? A key of another kind never did. */
export function verifyEnvelope(envelope: SignedEnvelope<unknown>, publicKeyPem: string): boolean {
  try {
    const key = createPublicKey(publicKeyPem);
    if (key.asymmetricKeyType !== "ed25519") return false;
    const signed = encodePreAuth(envelope.payloadType, envelope.payload);
    return envelope.signatures.some((signature) => verify(null, signed, key, signature));
  } catch {
    return false;
  }
}
