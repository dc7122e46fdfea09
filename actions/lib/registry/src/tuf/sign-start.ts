import { tufFolder } from "@plugsmith/trust";
import { parseSnapshot } from "../parse-snapshot.ts";
import { checkFiles } from "./check-files.ts";
import { planStart, type TufStart } from "./plan-start.ts";
import { renderRegistryTargets, renderTrustTargets } from "./render-targets.ts";
import { signPlan } from "./sign-plan.ts";
import type { TufSigner } from "./tuf-signer.ts";

export interface SignedStart extends Pick<TufStart, "roles" | "bits" | "at"> {
  /** The files of `initRegistry`. */
  readonly files: Readonly<Record<string, string>>;
  /** Enough of every role's keys. */
  readonly signers: readonly TufSigner[];
}

/**
 * The first files of a registry with its first metadata, for a branch that is made signed in one commit.
 * @throws ForgeError `registry_invalid`, `policy_invalid`, `signatures_missing`, `publish_failed`.
 */
export async function signStart(start: SignedStart): Promise<Record<string, string>> {
  const { files, roles, bits, at, signers } = start;
  const snapshot = parseSnapshot("", (path) => files[path] ?? null);
  const { registry } = snapshot;
  const own = renderRegistryTargets(registry, registry.plugins, true);
  const targets = { ...renderTrustTargets(snapshot), ...own };
  const signed = await signPlan(planStart({ roles, bits, targets, at }), signers);
  await checkFiles(signed, null, { repository: registry.repository, now: at });
  const placed = Object.entries(signed).flatMap(([path, text]) =>
    text === null ? [] : [[`${tufFolder}/${path}`, text] as const],
  );
  return { ...files, ...Object.fromEntries(placed) };
}
