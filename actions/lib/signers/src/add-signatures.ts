import { ForgeError, type TrustPolicy } from "@plugsmith/schemas";
import { parseBundleLines, parseStatement, payloadType, type VerifiedStatement, verifyBundle } from "@plugsmith/trust";
import type { SigningSetup } from "./keyless-signer.ts";
import { signPayload } from "./sign-statement.ts";

export interface SignatureRequest {
  /** `sha256:…` of the package. */
  readonly digest: string;
  /** Text of the existing bundle file; null: there is none yet. */
  readonly bundles: string | null;
  /** Bytes of statements to sign; empty: those of the existing bundle file. */
  readonly statements: readonly Buffer[];
  readonly policy: TrustPolicy;
  readonly setup: SigningSetup;
}

export interface AddedSignatures {
  /** Text of the new bundle file: the old lines as they were, then the new ones. */
  readonly bundles: string;
  readonly added: number;
  /** Predicate types that were signed. */
  readonly predicates: readonly string[];
  /** Hints of the keys that have signed all of these statements. */
  readonly keys: readonly string[];
}

const readPayload = (bundle: unknown): Buffer =>
  Buffer.from((bundle as { dsseEnvelope: { payload: string } }).dsseEnvelope.payload, "base64");

function collectPayloads({ digest, statements }: SignatureRequest, lines: readonly unknown[]): readonly Buffer[] {
  const given = statements.length > 0 ? statements : lines.map(readPayload);
  for (const payload of given) parseStatement(payloadType, payload, digest);
  const unique = [...new Map(given.map((payload) => [payload.toString("base64"), payload])).values()];
  if (unique.length > 0) return unique;
  throw new ForgeError("input_invalid", {
    message: "There is no statement to sign.",
    hint: "Name the bundle that another key has signed, or statements with --statement.",
  });
}

/**
 * Signs the statements about one package with one more key, and verifies every line, old and new, under the policy. A
 * statement that this key has signed before is left as it is.
 * @throws ForgeError `input_invalid`, everything that `verifyBundle` and the driver throw.
 */
export async function addSignatures(request: SignatureRequest): Promise<AddedSignatures> {
  const { digest, policy, setup } = request;
  const lines = request.bundles === null ? [] : parseBundleLines(request.bundles);
  // Nothing is signed a second time that does not hold already: a stranger's line must not get a good signature here.
  const known = lines.map((line) => verifyBundle(line, policy, digest));
  const payloads = collectPayloads(request, lines);
  const texts = lines.map((line) => JSON.stringify(line));
  const signed: VerifiedStatement[] = [];
  let added = 0;
  for (const payload of payloads) {
    const line = await signPayload(payload, setup);
    const verified = verifyBundle(line, policy, digest);
    signed.push(verified);
    if (known.some((each) => each.key === verified.key && each.payload === verified.payload)) continue;
    known.push(verified);
    texts.push(JSON.stringify(line));
    added += 1;
  }
  const everywhere = (key: string) =>
    signed.every(({ payload }) => known.some((each) => each.key === key && each.payload === payload));
  return {
    bundles: `${texts.join("\n")}\n`,
    added,
    predicates: signed.map(({ statement }) => statement.predicateType),
    keys: [...new Set(known.flatMap(({ key }) => (key === null ? [] : [key])))].filter(everywhere),
  };
}
