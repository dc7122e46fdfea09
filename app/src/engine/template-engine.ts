import { type ForgeRequest, type PluginManifest, parsePluginManifest } from "@plugsmith/schemas";
import { mergeTrees, nextVersion, type Pack, type RenderedTree, renderPlugin, selectPack } from "@plugsmith/templates";
import type { GeneratedPlugin, GenerationInput, PluginEngine } from "./plugin-engine.ts";

const toText = (content: string | Uint8Array) =>
  typeof content === "string" ? content : new TextDecoder().decode(content);

function readManifest(tree: RenderedTree): PluginManifest | null {
  const file = tree.get("plugin.json");
  if (!file) return null;
  try {
    const parsed = parsePluginManifest(JSON.parse(toText(file.content)));
    return parsed.ok ? parsed.value : null;
  } catch {
    return null;
  }
}

/** Keeps what people changed since the last rendering; the new manifest wins where the merged one would not be valid. */
function mergePublished(
  input: GenerationInput,
  packs: readonly Pack[],
  theirs: RenderedTree,
): { tree: RenderedTree; conflicts: string[] } {
  const { published } = input;
  if (!published?.pin) return { tree: theirs, conflicts: [] };
  const { request, requestNumber, requester } = published.pin;
  const base = render({ ...input, request, requestNumber, requester }, packs, published.manifest.version);
  const { tree, conflicts } = mergeTrees({ base, ours: new Map(published.files), theirs });
  const wanted = readManifest(theirs);
  const merged = readManifest(tree);
  const fresh = theirs.get("plugin.json");
  const lost = conflicts.map((conflict) => conflict.path);
  if (fresh && (merged?.name !== wanted?.name || merged?.version !== wanted?.version || lost.includes("plugin.json")))
    tree.set("plugin.json", fresh);
  return { tree, conflicts: lost };
}

const authorOf = (request: ForgeRequest, requester: { readonly login: string }) =>
  (request.merchant_branding?.name ?? requester.login).slice(0, 120);

function render(input: Omit<GenerationInput, "published">, packs: readonly Pack[], version: string): RenderedTree {
  const { request, requestNumber, requester } = input;
  const pack = selectPack(packs, request.cms);
  return renderPlugin({ pack, request, version, requestNumber, requester, author: authorOf(request, requester) });
}

/** The engine of template packs: renders, and for an update merges with what people changed in the meantime. */
export function createTemplateEngine(packs: readonly Pack[]): PluginEngine {
  return (input): GeneratedPlugin => {
    const previous = input.published?.manifest ?? null;
    const version = nextVersion(previous?.version, input.request.change);
    const pack = selectPack(packs, input.request.cms);
    const { tree, conflicts } = mergePublished(input, packs, render(input, packs, version));
    const manifest = readManifest(tree) as PluginManifest;
    const files = new Map(
      [...tree].map(([path, file]) => [path, { content: toText(file.content), executable: file.executable }]),
    );
    const removed = [...(input.published?.files.keys() ?? [])].filter((path) => !files.has(path));
    return {
      manifest,
      previous,
      pack: { name: pack.definition.name, version: pack.definition.version, digest: pack.digest },
      files,
      removed,
      conflicts,
    };
  };
}
