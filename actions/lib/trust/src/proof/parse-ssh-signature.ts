import { createSshReader } from "./ssh-reader.ts";

/** An SSHSIG of version 1, taken apart. https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig */
export interface SshSignature {
  /** Public key as the wire has it; the same bytes stand, in base64, in `authorized_keys`. */
  readonly publicKey: Buffer;
  readonly namespace: string;
  readonly hash: "sha256" | "sha512";
  readonly algorithm: string;
  /** What follows the algorithm's name: the signature, and for security keys flags and counter. */
  readonly rest: Buffer;
}

const armor = /^-----BEGIN SSH SIGNATURE-----\s+(?<data>[A-Za-z0-9+/=\s]+)-----END SSH SIGNATURE-----\s*$/u;

/** An armored signature as `ssh-keygen -Y sign` writes it, or null when it is none. */
export function parseSshSignature(text: string): SshSignature | null {
  const data = armor.exec(text)?.groups?.["data"];
  if (data === undefined) return null;
  const reader = createSshReader(Buffer.from(data, "base64"));
  if (reader.readBytes(6)?.toString("latin1") !== "SSHSIG" || reader.readBytes(4)?.readUInt32BE() !== 1) return null;
  const [publicKey, namespace, reserved, hash, blob] = Array.from({ length: 5 }, () => reader.readString());
  if (!publicKey || !namespace || !reserved || !hash || !blob || !reader.isAtEnd()) return null;
  const hashName = hash.toString("latin1");
  if (hashName !== "sha256" && hashName !== "sha512") return null;
  const algorithm = createSshReader(blob).readString();
  if (algorithm === null) return null;
  const rest = blob.subarray(4 + algorithm.length);
  return {
    publicKey,
    namespace: namespace.toString("utf8"),
    hash: hashName,
    algorithm: algorithm.toString("latin1"),
    rest,
  };
}
