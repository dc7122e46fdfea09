import { ForgeError } from "@plugsmith/schemas";

/**
 * Compares what an app's server depends on with what the sandbox brings: nothing that an app names is fetched for it.
 * @param packageFile text of web/package.json
 * @param readVersion version of a package among the sandbox's parts
 * @throws ForgeError `tool_missing` naming what the sandbox does not bring.
 */
export function checkDependencies(
  packageFile: string | undefined,
  readVersion: (name: string) => string | undefined,
): void {
  let dependencies: Record<string, unknown> = {};
  try {
    dependencies = (JSON.parse(packageFile ?? "") as { dependencies?: Record<string, unknown> }).dependencies ?? {};
  } catch (cause) {
    throw new ForgeError("input_invalid", {
      message: "The app has no web/package.json that can be read.",
      hint: "The sandbox starts web/server.js with the packages that it names.",
      cause,
    });
  }
  const missing = Object.entries(dependencies).filter(([name, version]) => readVersion(name) !== version);
  if (missing.length === 0) return;
  const wanted = missing.map(([name, version]) => `${name} ${String(version)} (here: ${readVersion(name) ?? "none"})`);
  throw new ForgeError("tool_missing", {
    message: `The app depends on ${wanted.join(", ").slice(0, 400)}, which the sandbox does not bring.`,
    hint: "Leave --sandbox out for the contract alone, or use the versions that the pack pins.",
  });
}
