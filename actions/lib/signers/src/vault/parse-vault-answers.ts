import { createPublicKey, type KeyObject } from "node:crypto";
import { ForgeError } from "@plugsmith/schemas";

type Fields = Readonly<Record<string, unknown>>;

const refuse = (what: string): never => {
  throw new ForgeError("signing_service_failed", {
    message: `Vault's answer cannot be used: ${what}.`,
    hint: "Check that signing.vault.url names a Vault or OpenBao server.",
    facts: { reason: "unexpected_answer" },
  });
};

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const pick = (value: unknown, name: string): Fields => {
  const found = isFields(value) ? value[name] : undefined;
  return isFields(found) ? found : refuse(`it has no ${name}`);
};

/** A token and for how long it lives; `seconds` 0 = for ever. */
export interface VaultLease {
  readonly token: string;
  readonly seconds: number;
  readonly renewable: boolean;
}

/** `auth` of a login or a renewal. */
export function parseVaultAuth(value: unknown): VaultLease {
  const auth = pick(value, "auth");
  const { client_token: token, lease_duration: seconds, renewable } = auth;
  if (typeof token !== "string" || token === "") return refuse("it has no token");
  if (typeof seconds !== "number" || !Number.isInteger(seconds) || seconds < 0) return refuse("its lease is no number");
  return { token, seconds, renewable: renewable === true };
}

/** `data` of auth/token/lookup-self. */
export function parseVaultLookup(value: unknown, token: string): VaultLease {
  const { ttl, renewable } = pick(value, "data");
  if (typeof ttl !== "number" || !Number.isInteger(ttl) || ttl < 0) return refuse("its ttl is no number");
  return { token, seconds: ttl, renewable: renewable === true };
}

/** A Transit key: its kind and the public key of each version. */
export interface TransitKey {
  readonly type: string;
  readonly versions: ReadonlyMap<number, KeyObject>;
}

function parsePublicKey(type: string, text: unknown): KeyObject {
  if (typeof text !== "string") return refuse("a public key is missing");
  try {
    // Vault writes Ed25519 keys as 32 raw bytes and all others as PEM.
    if (type !== "ed25519") return createPublicKey(text);
    const x = Buffer.from(text, "base64").toString("base64url");
    return createPublicKey({ format: "jwk", key: { kty: "OKP", crv: "Ed25519", x } });
  } catch {
    return refuse("a public key cannot be read");
  }
}

/** `data` of keys/<name>. @throws ForgeError `signing_key_invalid` for a kind that cannot sign packages. */
export function parseTransitKey(value: unknown): TransitKey {
  const data = pick(value, "data");
  const { type } = data;
  if (type !== "ecdsa-p256" && type !== "ecdsa-p384" && type !== "ed25519")
    throw new ForgeError("signing_key_invalid", {
      message: "The Transit key cannot sign packages.",
      hint: "Make a key of type ecdsa-p256, ecdsa-p384 or ed25519.",
    });
  const versions = new Map<number, KeyObject>();
  for (const [version, key] of Object.entries(pick(data, "keys")))
    versions.set(Number(version), parsePublicKey(type, isFields(key) ? key["public_key"] : undefined));
  return { type, versions };
}

/** `data.signature` of sign/<name>: `vault:v<version>:<base64>`. */
export function parseTransitSignature(value: unknown): { readonly version: number; readonly signature: Buffer } {
  const { signature } = pick(value, "data");
  const found =
    typeof signature === "string" ? /^vault:v([1-9][0-9]{0,6}):([A-Za-z0-9+/]{1,200}={0,2})$/u.exec(signature) : null;
  if (!found) return refuse("its signature has another shape");
  return { version: Number(found[1]), signature: Buffer.from(found[2] ?? "", "base64") };
}
