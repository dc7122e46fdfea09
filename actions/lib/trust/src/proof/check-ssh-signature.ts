import { createHash, verify } from "node:crypto";
import { approvalNamespace } from "./approval-message.ts";
import { parseSshKey } from "./parse-ssh-key.ts";
import type { SshSignature } from "./parse-ssh-signature.ts";
import { createSshReader, writeSshString } from "./ssh-reader.ts";

export interface SshCheck {
  readonly holds: boolean;
  /** A security key says that somebody touched it for this signature. */
  readonly touched: boolean;
}

const userPresent = 0x01;
const no: SshCheck = { holds: false, touched: false };
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest();

/** ECDSA's two numbers side by side, each filled up with zeros; null when they do not fit. */
function joinNumbers(blob: Buffer, size: number): Buffer | null {
  const reader = createSshReader(blob);
  const numbers = [reader.readString(), reader.readString()];
  if (!reader.isAtEnd()) return null;
  const filled = numbers.map((number) => {
    const digits = number?.[0] === 0 ? number.subarray(1) : number;
    return digits && digits.length <= size ? Buffer.concat([Buffer.alloc(size - digits.length), digits]) : null;
  });
  const [r, s] = filled;
  return r && s ? Buffer.concat([r, s]) : null;
}

/**
 * Does the signature hold for the message, in the namespace of approvals? Pure; whose key it is, is not asked here.
 * Security keys sign the hash of their application, flags and a counter with it (PROTOCOL.u2f of OpenSSH).
 */
export function checkSshSignature(signature: SshSignature, message: Buffer): SshCheck {
  const key = parseSshKey(signature.publicKey);
  if (key === null || signature.namespace !== approvalNamespace) return no;
  if (!Object.hasOwn(key.algorithms, signature.algorithm)) return no;
  const digest = key.algorithms[signature.algorithm] ?? null;
  const reader = createSshReader(signature.rest);
  const blob = reader.readString();
  const suffix = key.application ? reader.readBytes(5) : Buffer.alloc(0);
  if (blob === null || suffix === null || !reader.isAtEnd()) return no;
  const toSign = Buffer.concat([
    Buffer.from("SSHSIG"),
    writeSshString(signature.namespace),
    writeSshString(""),
    writeSshString(signature.hash),
    writeSshString(createHash(signature.hash).update(message).digest()),
  ]);
  const signed = key.application ? Buffer.concat([sha256(key.application), suffix, sha256(toSign)]) : toSign;
  const bytes = key.ecdsaBytes === null ? blob : joinNumbers(blob, key.ecdsaBytes);
  if (bytes === null) return no;
  const holds = verify(digest, signed, { key: key.key, dsaEncoding: "ieee-p1363" }, bytes);
  return { holds, touched: holds && key.application !== null && ((suffix[0] ?? 0) & userPresent) !== 0 };
}
