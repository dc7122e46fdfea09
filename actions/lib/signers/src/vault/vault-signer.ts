import { createHash, type KeyObject, verify } from "node:crypto";
import { ForgeError } from "@plugsmith/schemas";
import type { Signer } from "@sigstore/sign";
import { hashFor, makeSignature } from "../key-signer.ts";
import type { VaultKey } from "../signer-config.ts";
import { parseTransitKey, parseTransitSignature, type TransitKey } from "./parse-vault-answers.ts";
import type { VaultApi, VaultRequest } from "./vault-api.ts";
import { openVaultSession, type VaultAccess } from "./vault-session.ts";

const isDenied = (error: unknown) => error instanceof ForgeError && error.facts["reason"] === "denied";

/** Only the digest leaves this machine, but for Ed25519, which hashes the whole message by itself. */
function makeSignRequest({ mount, key, keyVersion }: VaultKey, type: string, data: Buffer): VaultRequest {
  const version = keyVersion === undefined ? {} : { key_version: keyVersion };
  if (type === "ed25519")
    return { method: "POST", path: `${mount}/sign/${key}`, body: { input: data.toString("base64"), ...version } };
  const input = createHash("sha256").update(data).digest("base64");
  const body = { input, prehashed: true, marshaling_algorithm: "asn1", ...version };
  return { method: "POST", path: `${mount}/sign/${key}/sha2-256`, body };
}

/**
 * Signs with a key of Vault's Transit engine. The bundle names the version that signed; what comes back is verified before use.
 * @throws ForgeError (when signing) `signing_service_failed` with `facts.reason`, `signing_key_invalid`.
 */
export function makeVaultSigner(config: VaultKey, api: VaultApi, access: VaultAccess): Signer {
  const session = openVaultSession(api, access);
  let known: TransitKey | undefined;

  async function ask(request: VaultRequest): Promise<unknown> {
    const once = async () => api({ ...request, token: await session.getToken() });
    try {
      return await once();
    } catch (error) {
      // A login's token may have been revoked meanwhile; a second login tells.
      if (isDenied(error) && session.drop()) return once();
      throw error;
    }
  }
  const readKey = async () => parseTransitKey(await ask({ method: "GET", path: `${config.mount}/keys/${config.key}` }));

  async function findVersion(version: number): Promise<KeyObject> {
    // Rotated since the key was read.
    if (!known?.versions.has(version)) known = await readKey();
    const found = known.versions.get(version);
    if (found) return found;
    throw new ForgeError("signing_service_failed", {
      message: `Vault signed with version ${version}, which it does not show.`,
      hint: "Check min_decryption_version of the Transit key.",
      facts: { reason: "version_missing", version },
    });
  }

  return {
    async sign(data) {
      known ??= await readKey();
      const { version, signature } = parseTransitSignature(await ask(makeSignRequest(config, known.type, data)));
      const publicKey = await findVersion(version);
      const wanted = config.keyVersion ?? version;
      if (version !== wanted || !verify(hashFor(publicKey), data, publicKey, signature))
        throw new ForgeError("signing_service_failed", {
          message: "Vault's signature is not the one that was asked for.",
          hint: "Check that signing.vault.url names the right server.",
          facts: { reason: "signature_differs", version },
        });
      return makeSignature(signature, publicKey);
    },
  };
}
