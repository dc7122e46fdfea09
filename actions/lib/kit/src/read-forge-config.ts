import { existsSync, readFileSync } from "node:fs";
import { type ForgeConfig, ForgeError } from "@plugsmith/schemas";
// By its own path: of the room's surface the validator would be loaded at each start.
import { parseForgeConfig } from "@plugsmith/schemas/forge-config";

/** GitHub serves files up to 1 MiB; a forge's settings are far smaller. */
const mostBytes = 256 * 1024;

/** Whoever finds a fault in a forge's settings says it with this. */
export function refuseForgeConfig(why: string): never {
  throw new ForgeError("input_invalid", {
    message: `forge-config: ${why}.`,
    hint: "Correct .github/forge.yml on the default branch.",
  });
}

/**
 * The forge's settings in `file`, which must be that of the base branch: whoever made the plugin must not choose the rules for it.
 * `null` where there is no such file.
 * @param parseYaml the caller's YAML library, which only few steps carry
 * @throws ForgeError `input_invalid` when the file is no valid forge.yml
 */
export async function readForgeConfig(
  file: string,
  parseYaml: (text: string) => Promise<unknown>,
): Promise<ForgeConfig | null> {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  if (bytes.length > mostBytes) refuseForgeConfig(`it is larger than ${mostBytes} bytes`);
  let value: unknown;
  try {
    value = await parseYaml(bytes.toString("utf8"));
  } catch (cause) {
    refuseForgeConfig(`it is no YAML (${cause instanceof Error ? cause.message.split("\n")[0] : "unreadable"})`);
  }
  const parsed = parseForgeConfig(value);
  return parsed.ok ? parsed.value : refuseForgeConfig(`${parsed.issues[0]?.path} ${parsed.issues[0]?.message}`);
}
