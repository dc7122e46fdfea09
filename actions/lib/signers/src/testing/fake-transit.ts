import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { type Fields, refuse, takeFields } from "./fake-vault-refusal.ts";
import { signRawDigest } from "./sign-raw-digest.ts";

export type TransitKeyType = "ecdsa-p256" | "ecdsa-p384" | "ed25519" | "aes256-gcm96";

const makePair = (type: TransitKeyType) => {
  if (type === "ecdsa-p256") return generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  if (type === "ecdsa-p384") return generateKeyPairSync("ec", { namedCurve: "secp384r1" });
  return generateKeyPairSync("ed25519");
};

/** One key of the Transit engine with its versions. */
export class FakeTransitKey {
  readonly type: TransitKeyType;
  readonly pairs: { readonly privateKey: KeyObject; readonly publicKey: KeyObject }[] = [];
  /** Lowest version that may sign; 0 = only the configured rules of the request. */
  minimumVersion = 0;

  constructor(type: TransitKeyType) {
    this.type = type;
    this.rotate();
  }

  rotate(): void {
    this.pairs.push(makePair(this.type));
  }

  /** `data` of GET keys/<name>. */
  describe(name: string): Fields {
    const render = (key: KeyObject) =>
      this.type === "ed25519"
        ? Buffer.from(key.export({ format: "jwk" }).x ?? "", "base64url").toString("base64")
        : key.export({ type: "spki", format: "pem" }).toString();
    const keys = this.pairs.map(({ publicKey }, index) => [
      index + 1,
      { name: this.type, public_key: render(publicKey) },
    ]);
    return {
      name,
      type: this.type,
      latest_version: this.pairs.length,
      min_decryption_version: 1,
      min_encryption_version: this.minimumVersion,
      supports_signing: this.type !== "aes256-gcm96",
      keys: Object.fromEntries(keys) as Fields,
    };
  }

  /** `data` of POST sign/<name>[/<hash>]. Takes exactly what Vault documents for this kind of key. */
  sign(body: Fields, hash: string | undefined): Fields {
    const fields = takeFields(body, ["input", "prehashed", "marshaling_algorithm", "key_version"]);
    const { input, prehashed = false, marshaling_algorithm: marshaling = "asn1" } = fields;
    const version = fields["key_version"] ?? this.pairs.length;
    if (typeof version !== "number" || !Number.isInteger(version)) return refuse(400, "key_version is no number");
    if (version < Math.max(1, this.minimumVersion))
      refuse(400, "requested version for signing is less than the minimum encryption key version");
    const pair =
      this.pairs[version - 1] ?? refuse(400, "requested version for signing is higher than the latest key version");
    if (typeof input !== "string" || input === "") return refuse(400, "missing input");
    const data = Buffer.from(input, "base64");
    if (data.toString("base64") !== input) refuse(400, "unable to decode input as base64");
    if (this.type === "aes256-gcm96") refuse(400, "key type aes256-gcm96 does not support signing");
    if (this.type === "ed25519") {
      if (prehashed !== false || hash !== undefined || "marshaling_algorithm" in fields)
        refuse(400, "ed25519 takes neither a hash nor a marshaling algorithm");
      const signature = sign(null, data, pair.privateKey);
      return { signature: `vault:v${version}:${signature.toString("base64")}`, key_version: version };
    }
    if (hash !== "sha2-256")
      refuse(400, `unsupported hash algorithm ${hash ?? "(default)"}: this double knows sha2-256`);
    if (prehashed !== true) refuse(400, "this double wants prehashed input");
    if (data.length !== 32) refuse(400, "prehashed input has another length than its hash");
    if (marshaling !== "asn1") refuse(400, `unsupported marshaling algorithm ${String(marshaling)}`);
    const signature = signRawDigest(data, pair.privateKey);
    return { signature: `vault:v${version}:${signature.toString("base64")}`, key_version: version };
  }
}
