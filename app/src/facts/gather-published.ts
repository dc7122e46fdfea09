import { type AuditRecord, type ForgePin, type Parsed, parseForgePin, parsePluginManifest } from "@plugsmith/schemas";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import type { BranchFact, PluginFile, PublishedPlugin } from "./facts.ts";
import { gatherPluginFiles, gatherRender } from "./gather-plugin-files.ts";

function parseJson<T>(file: PluginFile | undefined, parse: (value: unknown) => Parsed<T>): T | null {
  if (typeof file?.content !== "string") return null;
  try {
    const parsed = parse(JSON.parse(file.content));
    return parsed.ok ? parsed.value : null;
  } catch {
    return null;
  }
}

/** `plugins/<name>` as it stands on the default branch; null: there is none. `records`: of every request. */
export async function gatherPublished(
  mirror: RepositoryMirror,
  commit: string,
  name: string,
  records: readonly AuditRecord[],
): Promise<PublishedPlugin | null> {
  const files = await gatherPluginFiles(mirror, commit, name);
  const manifest = parseJson(files?.get("plugin.json"), parsePluginManifest);
  if (files === null || manifest === null) return null;
  const pin: ForgePin | null = parseJson(files.get("forge.json"), parseForgePin);
  return { manifest, pin, files, render: await gatherRender(mirror, commit, name, records) };
}

/** `plugins/<name>` as it stands on the request's branch; null: the mirror does not have that head yet. */
export async function gatherBranch(
  mirror: RepositoryMirror,
  pull: { readonly headSha: string },
  name: string,
  records: readonly AuditRecord[],
): Promise<BranchFact | null> {
  const { headSha } = pull;
  if (!(await mirror.contains(headSha, headSha))) return null;
  const files = (await gatherPluginFiles(mirror, headSha, name)) ?? new Map();
  return { headSha, files, render: await gatherRender(mirror, headSha, name, records) };
}
