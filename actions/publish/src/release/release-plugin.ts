import { checkHold } from "../check-hold.ts";
import type { ReleaseInputs } from "../parse-publish-inputs.ts";
import type { PublishPorts } from "../publish-ports.ts";
import { applyRelease } from "./apply-release.ts";
import { gatherRelease } from "./gather-release.ts";
import { planRelease, type ReleaseEffect } from "./plan-release.ts";
import type { SignedFiles } from "./signed-files.ts";

export interface ReleaseReport {
  readonly tag: string;
  readonly effects: readonly ReleaseEffect[];
  readonly message: string;
  readonly proved: readonly string[];
}

/** What a plan would do, as words. */
const describe = (effects: readonly ReleaseEffect[]) =>
  effects.map((effect) => effect.kind.replaceAll("_", " ") + ("name" in effect ? ` ${effect.name}` : "")).join(", ");

/** Phase release: verify everything, plan, apply. */
export async function releasePlugin(
  inputs: ReleaseInputs,
  ports: PublishPorts,
  signed: SignedFiles,
): Promise<ReleaseReport> {
  const gathered = await gatherRelease(inputs, ports, signed);
  const effects = planRelease(gathered.facts);
  const { tag } = gathered.facts;
  const { proved } = gathered.verified;
  if (inputs.dryRun) {
    const left = effects.length === 0 ? "nothing is left to do" : `would ${describe(effects)}`;
    return { tag, effects, proved, message: `Dry run for ${tag}: ${left}.` };
  }
  if (effects.length > 0) await checkHold(ports.api, ports.repository, inputs.request);
  await applyRelease(effects, gathered, inputs, ports);
  const message = effects.length === 0 ? `${tag} was published already.` : `Published ${tag}.`;
  return { tag, effects, proved, message };
}
