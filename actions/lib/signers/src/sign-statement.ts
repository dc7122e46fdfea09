import { ForgeError } from "@plugsmith/schemas";
import { payloadType, type Statement } from "@plugsmith/trust";
import { bundleToJSON, type SerializedBundle } from "@sigstore/bundle";
import { DSSEBundleBuilder } from "@sigstore/sign";
import type { SigningSetup } from "./keyless-signer.ts";

/** The innermost cause's text: sigstore's own messages say only that a step failed. Its token errors are not shown. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" ? code : error.name;
}

/**
 * Signs the bytes of one in-toto statement as a DSSE envelope.
 * @returns a sigstore bundle v0.3 as JSON, one line of `<zip>.sigstore.jsonl`.
 * @throws ForgeError `signing_failed` with `facts.reason` (sigstore's code).
 */
export async function signPayload(payload: Buffer, setup: SigningSetup): Promise<SerializedBundle> {
  const builder = new DSSEBundleBuilder({ signer: setup.signer, witnesses: [...setup.witnesses] });
  try {
    const bundle = await builder.create({ data: payload, type: payloadType });
    return bundleToJSON(bundle);
  } catch (error) {
    if (error instanceof ForgeError) throw error;
    const inner = (error as { cause?: unknown } | null)?.cause;
    // sigstore puts the identity token into one of its messages, so neither message nor cause is passed on.
    throw new ForgeError("signing_failed", {
      message: `Signing failed: ${describe(error)}.`,
      hint: "Run the job again. If it fails again, check the signing services named in .github/forge.yml.",
      facts: { reason: describe(error), status: readStatus(inner) },
      ...(inner instanceof ForgeError ? { cause: inner } : {}),
    });
  }
}

function readStatus(error: unknown): number | null {
  const status = (error as { statusCode?: unknown } | null | undefined)?.statusCode;
  return typeof status === "number" ? status : null;
}

/** Signs one in-toto statement; see `signPayload`. */
export const signStatement = (statement: Statement, setup: SigningSetup): Promise<SerializedBundle> =>
  signPayload(Buffer.from(JSON.stringify(statement)), setup);
