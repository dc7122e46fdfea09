import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { ForgeError } from "@plugsmith/schemas";
import { isSigningKey } from "@plugsmith/trust";
import type { Signer } from "@sigstore/sign";
import { hashFor, makeSignature } from "../key-signer.ts";
import type { Pkcs11Key } from "../signer-config.ts";
import type { RunTokenTool, TokenAnswer } from "./run-token-tool.ts";

/** The variable that carries the PIN to the one process that needs it: pkcs11-tool takes it so or as an argument. */
export const pinVariable = "PLUGSMITH_TOKEN_PIN";

/** What the tool says, in our words; its own text may name more than a log should hold. */
const reasons: readonly (readonly [RegExp, string, string])[] = [
  [/CKR_PIN_INCORRECT|CKR_PIN_INVALID|CKR_PIN_LEN_RANGE/u, "pin_wrong", "The token refused the PIN."],
  [/CKR_PIN_LOCKED/u, "pin_locked", "The token is locked after too many wrong PINs."],
  [/No slot with token named|No slots|CKR_TOKEN_NOT_PRESENT/u, "token_missing", "There is no token of that label."],
  [/Failed to load pkcs11 module|sc_dlopen/u, "module_missing", "The PKCS#11 module cannot be loaded."],
  [/not found/u, "key_missing", "The token has no key of that id."],
];

function refuse({ text }: TokenAnswer, { token, key }: Pkcs11Key): never {
  const [, reason, message] = reasons.find(([pattern]) => pattern.test(text)) ?? [
    null,
    "refused",
    "The token refused to sign.",
  ];
  throw new ForgeError("signing_service_failed", {
    message,
    hint: "Check signing.pkcs11 in .github/forge.yml and the PIN. A wrong PIN is not tried again: tokens count.",
    facts: { reason, token, key },
  });
}

/** The ECDSA keys among the configured ones; for Ed25519 tokens differ too much. */
function readKeys({ publicKeys, token, key }: Pkcs11Key): readonly KeyObject[] {
  const keys = publicKeys.flatMap((pem) => {
    try {
      const publicKey = createPublicKey(pem);
      return publicKey.asymmetricKeyType === "ec" && isSigningKey(publicKey) ? [publicKey] : [];
    } catch {
      return [];
    }
  });
  if (keys.length > 0) return keys;
  throw new ForgeError("signing_key_invalid", {
    message: "signing.keys names no key that a token can sign with.",
    hint: "Make an ECDSA P-256 or P-384 key in the token and add its public key to signing.keys.",
    facts: { token, key },
  });
}

/**
 * Signs with a key that never leaves its token, through OpenSC's pkcs11-tool (a process of its own: a vendor's module cannot
 * reach this one's memory). The digest is made here, because not every token hashes. What comes back must verify with one of
 * the configured public keys: the tool takes the token's first key where it does not find the named one.
 * @throws ForgeError `signing_key_invalid`, and when signing `signing_service_failed` with `facts.reason`, `tool_missing`.
 */
export function makePkcs11Signer(config: Pkcs11Key, pin: string, run: RunTokenTool): Signer {
  const { module, token, key } = config;
  const publicKeys = readKeys(config);
  const argv = ["--module", module, "--token-label", token, "--login", "--pin", `env:${pinVariable}`];
  argv.push("--sign", "--mechanism", "ECDSA", "--signature-format", "openssl", "--id", key);
  return {
    async sign(data) {
      const answer = await run({ argv, pin, input: createHash("sha256").update(data).digest() });
      if (answer.code !== 0) return refuse(answer, config);
      const signer = publicKeys.find((each) => verify(hashFor(each), data, each, answer.output));
      if (signer) return makeSignature(answer.output, signer);
      throw new ForgeError("signing_service_failed", {
        message: "The token signed with a key that signing.keys does not name.",
        hint: "Compare signing.pkcs11.key with the token's list of keys, and add the public key to signing.keys.",
        facts: { reason: "key_differs", token, key },
      });
    },
  };
}
