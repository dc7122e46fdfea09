import {
  type Parsed,
  parsePluginEntry,
  parseRegistry,
  parseReviewers,
  parseRevocationList,
  parseSigners,
  type Registry,
  type RegistryPlugin,
  type Reviewers,
  type Revocation,
} from "@plugsmith/schemas";
import type { SignedTrust } from "../bundle/signed-trust.ts";
import { refuseTuf } from "./explain-tuf-error.ts";
import { mergeRevocations } from "./merge-revocations.ts";
import { pluginTarget, registryTargets } from "./registry-targets.ts";
import type { TufView } from "./tuf-view.ts";

async function readTarget<T extends object>(
  view: TufView,
  path: string,
  parse: (value: unknown) => Parsed<T>,
  repository: string | null,
): Promise<T | null> {
  const bytes = await view.readTarget(path);
  if (bytes === null) return null;
  let parsed: Parsed<T>;
  try {
    parsed = parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  } catch (error) {
    return refuseTuf("registry_invalid", `The registry's ${path} is not JSON.`, { path }, error);
  }
  if (!parsed.ok)
    return refuseTuf(
      "registry_invalid",
      `The registry's ${path}: ${parsed.issues[0]?.path} ${parsed.issues[0]?.message}.`,
    );
  const { repository: named } = parsed.value as { readonly repository?: string };
  if (repository !== null && named !== repository)
    return refuseTuf("registry_wrong_file", `The registry's ${path} belongs to ${named}, not to ${repository}.`, {
      path,
    });
  return parsed.value;
}

/**
 * Everything that was ever said against a version: permanent and temporary list together.
 * @throws ForgeError as `readTufRegistry`.
 */
export async function readTufRevocations(view: TufView, repository: string): Promise<readonly Revocation[]> {
  const lists = [registryTargets.revocations, registryTargets.suspensions].map((path) =>
    readTarget(view, path, parseRevocationList, repository),
  );
  return (await Promise.all(lists)).flatMap((list) => list?.revocations ?? []);
}

/**
 * The registry and the approvers out of a refreshed view: what `registry.json` says, with every revocation of the roles that may
 * revoke on top, so that whoever writes `registry.json` alone cannot take one back.
 * @param repository owner/name that this reader follows.
 * @throws ForgeError `registry_wrong_file` for another repository's, `registry_invalid`, and as `TufView.readTarget`.
 */
export async function readTufRegistry(
  view: TufView,
  repository: string,
): Promise<{ readonly registry: Registry; readonly reviewers: Reviewers }> {
  const registry = await readTarget(view, registryTargets.registry, parseRegistry, repository);
  const reviewers = await readTarget(view, registryTargets.reviewers, parseReviewers, null);
  if (!registry || !reviewers)
    return refuseTuf("registry_invalid", "The registry signs no registry.json or no reviewers.json.");
  return { registry: mergeRevocations(registry, await readTufRevocations(view, repository)), reviewers };
}

const parseRoot = (value: unknown): Parsed<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? { ok: true, value: value as Record<string, unknown> }
    : { ok: false, issues: [{ path: "", rule: "type", message: "must be an object" }] };

/**
 * What people have signed about who may sign packages: `signers.json` and `trusted_root.json`, both of the role `targets`.
 * @throws ForgeError `registry_invalid`, and as `TufView.readTarget`.
 */
export async function readTufTrust(view: TufView): Promise<SignedTrust> {
  const signers = await readTarget(view, registryTargets.signers, parseSigners, null);
  const trustedRoot = await readTarget(view, registryTargets.trustedRoot, parseRoot, null);
  return { signers, trustedRoot };
}

/**
 * One plugin, for readers that need no other; null when it is not published. Its revocations: `readTufRevocations`.
 * @throws ForgeError `registry_wrong_file` for another plugin's entry, and as `readTufRegistry`.
 */
export async function readTufPlugin(view: TufView, repository: string, name: string): Promise<RegistryPlugin | null> {
  const entry = await readTarget(view, pluginTarget(name), parsePluginEntry, repository);
  if (entry && entry.plugin.name !== name)
    return refuseTuf("registry_wrong_file", `The registry's entry of ${name} is about ${entry.plugin.name}.`, { name });
  return entry?.plugin ?? null;
}
