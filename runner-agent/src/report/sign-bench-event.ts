import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { type BenchEvent, ForgeError } from "@plugsmith/schemas";
import { benchEventType, type DsseEnvelope, encodePae } from "./dsse.ts";

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
  const payload = Buffer.from(JSON.stringify(event));
  const signature = sign(null, encodePae(benchEventType, payload), key);
  return {
    payloadType: benchEventType,
    payload: payload.toString("base64"),
    signatures: [{ keyid: event.bench, sig: signature.toString("base64") }],
  };
}
