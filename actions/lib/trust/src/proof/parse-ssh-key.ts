import { createPublicKey, type KeyObject } from "node:crypto";
import { createSshReader } from "./ssh-reader.ts";

/** An SSH public key ready to verify with. */
export interface SshKey {
  readonly key: KeyObject;
  /** Signature algorithms that this key may use, with the digest that each takes (null: the algorithm's own). */
  readonly algorithms: Readonly<Record<string, string | null>>;
  /** Bytes of r and s; null: not ECDSA. */
  readonly ecdsaBytes: number | null;
  /** For security keys: the application that the key was made for. */
  readonly application: Buffer | null;
}

const curves = {
  nistp256: { crv: "P-256", bytes: 32, digest: "sha256" },
  nistp384: { crv: "P-384", bytes: 48, digest: "sha384" },
  nistp521: { crv: "P-521", bytes: 66, digest: "sha512" },
} as const;
const minimumRsaBytes = 256;

const isCurve = (name: string): name is keyof typeof curves => Object.hasOwn(curves, name);
const makeKey = (jwk: Record<string, string>) => createPublicKey({ key: jwk, format: "jwk" });
const stripZeros = (number: Buffer) => number.subarray(number.findIndex((byte) => byte !== 0));

/** The public key of these wire bytes, or null when it is none that approvals may be signed with. */
export function parseSshKey(bytes: Buffer): SshKey | null {
  const reader = createSshReader(bytes);
  const type = reader.readString()?.toString("latin1") ?? "";
  const security = type.startsWith("sk-");
  const first = reader.readString();
  if (first === null) return null;
  const finish = (make: (application: Buffer | null) => SshKey): SshKey | null => {
    const application = security ? reader.readString() : null;
    if ((security && application === null) || !reader.isAtEnd()) return null;
    try {
      return make(application);
    } catch {
      // The numbers are no point of the curve, or no key at all.
      return null;
    }
  };
  if (type === "ssh-ed25519" || type === "sk-ssh-ed25519@openssh.com") {
    const key = { kty: "OKP", crv: "Ed25519", x: first.toString("base64url") };
    return finish((application) => ({
      key: makeKey(key),
      algorithms: { [type]: null },
      ecdsaBytes: null,
      application,
    }));
  }
  const second = reader.readString();
  if (second === null) return null;
  if (type === "ssh-rsa") {
    const [e, n] = [stripZeros(first), stripZeros(second)];
    if (n.length < minimumRsaBytes) return null;
    const key = { kty: "RSA", e: e.toString("base64url"), n: n.toString("base64url") };
    const algorithms = { "rsa-sha2-256": "sha256", "rsa-sha2-512": "sha512" };
    return finish((application) => ({ key: makeKey(key), algorithms, ecdsaBytes: null, application }));
  }
  const curve = first.toString("latin1");
  if (!isCurve(curve) || type !== `${security ? "sk-" : ""}ecdsa-sha2-${curve}${security ? "@openssh.com" : ""}`)
    return null;
  const { crv, bytes: size, digest } = curves[curve];
  if (second.length !== 1 + 2 * size || second[0] !== 4) return null;
  const [x, y] = [second.subarray(1, 1 + size), second.subarray(1 + size)].map((part) => part.toString("base64url"));
  return finish((application) => ({
    key: makeKey({ kty: "EC", crv, x: x ?? "", y: y ?? "" }),
    algorithms: { [type]: digest },
    ecdsaBytes: size,
    application,
  }));
}
