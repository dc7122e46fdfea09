import { type KeyObject, sign } from "node:crypto";
import { type DsseEnvelope, encodePae } from "./dsse.ts";

/** A value in a DSSE envelope. @param keyid the bench's id, by which forge.yml names its public key. */
export function signEnvelope(payloadType: string, value: object, keyid: string, key: KeyObject): DsseEnvelope {
  const payload = Buffer.from(JSON.stringify(value));
  const signature = sign(null, encodePae(payloadType, payload), key);
  return {
    payloadType,
    payload: payload.toString("base64"),
    signatures: [{ keyid, sig: signature.toString("base64") }],
  };
}
