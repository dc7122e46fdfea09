import { createPrivateKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { type BenchEvent, type BenchStream, ForgeError } from "@plugsmith/schemas";
import { benchEventType, benchStreamType, type DsseEnvelope } from "./dsse.ts";
import { signEnvelope } from "./sign-envelope.ts";

/** Reads the bench's Ed25519 key (PKCS#8 PEM). @throws ForgeError `bench_config_invalid`. */
export function readBenchKey(path: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(path));
    if (key.asymmetricKeyType !== "ed25519") throw new Error(`it is a key of type ${key.asymmetricKeyType}`);
    return key;
  } catch (cause) {
    throw new ForgeError("bench_config_invalid", {
      message: `bot.keyFile ${path} cannot be used: ${(cause as Error).message}`,
      hint: "Make one with: openssl genpkey -algorithm ed25519 -out bench.pem",
      cause,
    });
  }
}

/** The event in a DSSE envelope; `keyid` is the bench's id, by which forge.yml names its public key. */
export function signBenchEvent(event: BenchEvent, key: KeyObject): DsseEnvelope {
  return signEnvelope(benchEventType, event, event.bench, key);
}

/** The request for the bot's stream of wake-ups, good for some minutes. */
export function signStreamRequest(request: BenchStream, key: KeyObject): DsseEnvelope {
  return signEnvelope(benchStreamType, request, request.bench, key);
}
