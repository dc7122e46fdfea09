import { ForgeError, type PluginManifest, parsePluginManifest } from "@plugsmith/schemas";
import type { StepToolkit } from "./step-toolkit.ts";

/** Larger manifests are mistakes; the schema's longest sensible one stays far below. */
const mostBytes = 64 * 1024;

/**
 * `plugin.json` of a folder, validated, with the expected name.
 * @throws ForgeError `manifest_invalid` naming every problem; runtime `webhook` is one: the pipeline has no evidence for it.
 */
export function readPluginManifest(
  toolkit: Pick<StepToolkit, "readFile">,
  folder: string,
  name: string,
): PluginManifest {
  const refuse = (message: string) => {
    throw new ForgeError("manifest_invalid", {
      message,
      hint: "Correct plugin.json; docs/reference lists every field.",
    });
  };
  const bytes = toolkit.readFile(folder, "plugin.json");
  if (!bytes) return refuse("plugin.json is missing.");
  if (bytes.length > mostBytes) return refuse(`plugin.json is larger than ${mostBytes} bytes.`);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch (cause) {
    return refuse(`plugin.json is not JSON: ${cause instanceof Error ? cause.message.slice(0, 200) : ""}`);
  }
  const parsed = parsePluginManifest(value);
  if (!parsed.ok) {
    const problems = parsed.issues.map(({ path, message }) => `${path || "plugin.json"} ${message}`).slice(0, 20);
    return refuse(`plugin.json is not valid: ${problems.join("; ")}.`.slice(0, 1900));
  }
  if (parsed.value.name !== name) return refuse(`plugin.json is of ${parsed.value.name}, but this is ${name}.`);
  if (parsed.value.runtime === "webhook")
    throw new ForgeError("manifest_invalid", {
      message:
        "plugin.json says runtime webhook: such a plugin is a service elsewhere, so there is nothing of it to build, to test and to try in the sandbox, and nothing is signed without that.",
      hint: "Make it a plugin of runtime node that asks the service by ctx.fetch (permissions.network.outbound names its host), or load it unsigned on your own bench from the watched folder: docs/bench.md.",
    });
  return parsed.value;
}
