import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { Registry } from "@plugsmith/schemas";

/** JSON as TUF signs it: keys in order, nothing between. Enough for what is written here. */
function canonicalize(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalize).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalize(member)}`).join(",")}}`;
}
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const describe = (text: string) => ({ length: Buffer.byteLength(text), hashes: { sha256: sha256(text) } });

/** The one key that signs everything in such a registry, as a forge of one person would have it. */
export function makeRegistryKey() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const raw = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url").toString("hex");
  const key = { keytype: "ed25519", scheme: "ed25519", keyval: { public: raw } };
  return { privateKey, key, id: sha256(canonicalize(key)) };
}
export type RegistryKey = ReturnType<typeof makeRegistryKey>;

function seal(signed: object, { privateKey, id }: { privateKey: KeyObject; id: string }): string {
  const sig = sign(null, Buffer.from(canonicalize(signed)), privateKey).toString("hex");
  return JSON.stringify({ signatures: [{ keyid: id, sig }], signed });
}

/**
 * The folder `tuf/` of a registry in which every role is in this version, by path below it. The root is version 1 for one key, whatever
 * is signed later. @param at when it was signed; the timestamp lives for seven days.
 */
export function signRegistryState(
  key: RegistryKey,
  { registry, version, at }: { readonly registry: Registry; readonly version: number; readonly at: Date },
): Map<string, string> {
  const until = (days: number) => new Date(at.getTime() + days * 86_400_000).toISOString().replace(/\.\d+/u, "");
  const base = (type: string, days: number) => ({ _type: type, spec_version: "1.0.31", version, expires: until(days) });
  const role = { keyids: [key.id], threshold: 1 };
  const roles = { root: role, targets: role, snapshot: role, timestamp: role };
  const first = { _type: "root", spec_version: "1.0.31", version: 1, expires: "2030-01-01T00:00:00Z" };
  const root = seal({ ...first, consistent_snapshot: true, keys: { [key.id]: key.key }, roles }, key);
  const texts = {
    "registry.json": JSON.stringify(registry),
    "reviewers.json": JSON.stringify({ schemaVersion: 1, reviewers: [] }),
  };
  const described = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, describe(text)]));
  const targets = seal({ ...base("targets", 365), targets: described }, key);
  const snapshot = seal({ ...base("snapshot", 30), meta: { "targets.json": { version, ...describe(targets) } } }, key);
  const meta = { "snapshot.json": { version, ...describe(snapshot) } };
  const timestamp = seal({ ...base("timestamp", 7), meta, signed_at: at.toISOString() }, key);
  return new Map([
    ["1.root.json", root],
    [`${version}.targets.json`, targets],
    [`${version}.snapshot.json`, snapshot],
    ["timestamp.json", timestamp],
    ...Object.entries(texts).map(([path, text]) => [`targets/${sha256(text)}.${path}`, text] as const),
  ]);
}
