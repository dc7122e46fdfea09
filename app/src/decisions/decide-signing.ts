import { ForgeError } from "@plugsmith/schemas";
import { isKeyMode, requireListed } from "@plugsmith/trust";
import type { Facts } from "../facts/facts.ts";
import type { Refusal } from "./decision.ts";

/**
 * Why nothing could be signed now: the version of the workflows that the forge calls is not on the list that people have signed.
 * null: it could, or the publish job has to find out.
 */
export function decideSigning({ config, signing, now }: Facts): Refusal | null {
  const { workflow, signers } = signing;
  if (!config.ok || workflow === null || isKeyMode(config.value.signing?.mode ?? "keyless-public")) return null;
  try {
    requireListed({ ...workflow, at: new Date(now) }, signers);
    return null;
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return {
      code: error.code,
      message: `Not merged, because nothing could be signed after it. ${error.message}`,
      hint: error.hint ?? "",
    };
  }
}
