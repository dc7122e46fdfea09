import { existsSync, readFileSync } from "node:fs";
import type { Allowance } from "@plugsmith/analysis";
import { isRule } from "@plugsmith/analysis";
import { ForgeError } from "@plugsmith/schemas";

/** GitHub serves files up to 1 MiB; a forge's settings are far smaller. */
const mostBytes = 256 * 1024;

/**
 * What `analysis.allow` of a forge.yml allows. `file` must be that of the base branch: whoever made the plugin must not
 * choose the rules for it. Where there is no such file, nothing is allowed.
 * @throws ForgeError `input_invalid` when the file is no valid forge.yml or names a rule that does not exist.
 */
export async function readAllowances(file: string): Promise<readonly Allowance[]> {
  const refuse = (why: string): never => {
    throw new ForgeError("input_invalid", {
      message: `forge-config: ${why}.`,
      hint: "Correct .github/forge.yml on the default branch; docs/static-analysis.md lists the rules.",
    });
  };
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  if (bytes.length > mostBytes) refuse(`it is larger than ${mostBytes} bytes`);
  const [{ load }, { parseForgeConfig }] = await Promise.all([
    import("js-yaml"),
    import("@plugsmith/schemas/forge-config"),
  ]);
  let value: unknown;
  try {
    value = load(bytes.toString("utf8"));
  } catch (cause) {
    refuse(`it is no YAML (${cause instanceof Error ? cause.message.split("\n")[0] : "unreadable"})`);
  }
  const parsed = parseForgeConfig(value);
  if (!parsed.ok) return refuse(`${parsed.issues[0]?.path} ${parsed.issues[0]?.message}`);
  const allowances = parsed.value.analysis?.allow ?? [];
  const strange = allowances.find(({ rule }) => !isRule(rule));
  if (strange) refuse(`there is no rule ${strange.rule}`);
  return allowances;
}
