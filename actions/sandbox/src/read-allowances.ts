import { readForgeConfig, refuseForgeConfig } from "@plugsmith/action-kit/forge-config";
import type { Allowance } from "@plugsmith/analysis";
import { isRule } from "@plugsmith/analysis";

const parseYaml = async (text: string) => (await import("js-yaml")).load(text);

/**
 * What `analysis.allow` of a forge.yml allows. `file` must be that of the base branch: whoever made the plugin must not
 * choose the rules for it. Where there is no such file, nothing is allowed.
 * @throws ForgeError `input_invalid` when the file is no valid forge.yml or names a rule that does not exist.
 */
export async function readAllowances(file: string): Promise<readonly Allowance[]> {
  const allowances = (await readForgeConfig(file, parseYaml))?.analysis?.allow ?? [];
  const strange = allowances.find(({ rule }) => !isRule(rule));
  if (strange) refuseForgeConfig(`there is no rule ${strange.rule}; docs/static-analysis.md lists them`);
  return allowances;
}
