import type { ForgePin, ForgeRequest, PluginManifest } from "@plugsmith/schemas";
import { nextVersion, type Pack, type RenderedTree, readText, renderPlugin, selectPack } from "@plugsmith/templates";
import type { PluginFiles } from "../facts/facts.ts";
import { mergePeople } from "./merge-people.ts";
import type { GeneratedFiles, GeneratedPlugin, GenerationInput, PluginEngine } from "./plugin-engine.ts";
import { readManifest } from "./read-manifest.ts";

const authorOf = (request: ForgeRequest, requester: { readonly login: string }) =>
  (request.merchant_branding?.name ?? requester.login).slice(0, 120);

type Asked = Pick<GenerationInput, "request" | "requestNumber" | "requester">;

function render(input: Asked, packs: readonly Pack[], version: string): RenderedTree {
  const { request, requestNumber, requester } = input;
  const pack = selectPack(packs, request.cms);
  return renderPlugin({ pack, request, version, requestNumber, requester, author: authorOf(request, requester) });
}

/** What the forge rendered last time, where git does not have it: the same bytes, if the pack is still the same. */
function renderAgain(pin: ForgePin, packs: readonly Pack[], version: string): RenderedTree | null {
  const known = packs.some(({ digest }) => digest === pin.pack.digest);
  return known ? render(pin, packs, version) : null;
}

function toFiles(tree: RenderedTree, own?: PluginFiles): GeneratedFiles {
  return new Map(
    [...tree].map(([path, file]) => {
      const { executable } = file;
      const kept = own?.get(path);
      const content = readText(file);
      if (kept === file) return [path, { content: content ?? "", executable, sha: kept.sha }];
      if (content !== undefined) return [path, { content, executable }];
      return [path, { content: "", executable, base64: Buffer.from(file.content).toString("base64") }];
    }),
  );
}

/** The engine of template packs: renders, and merges with what people changed in the meantime. */
export function createTemplateEngine(packs: readonly Pack[]): PluginEngine {
  return (input): GeneratedPlugin => {
    const { published, request, branch } = input;
    const previous = published?.manifest ?? null;
    const pack = selectPack(packs, request.cms);
    const fresh = render(input, packs, nextVersion(previous?.version, request.change));
    const ours = branch ?? published;
    const pin = branch ? null : published?.pin;
    // Without any of the two, every difference is people's: nothing of theirs is taken for the forge's own.
    const base = ours?.render ?? (pin && previous ? renderAgain(pin, packs, previous.version) : null) ?? new Map();
    const merged = ours ? mergePeople({ base, ours: ours.files, theirs: fresh }) : { tree: fresh, conflicts: [] };
    const files = toFiles(merged.tree, ours?.files);
    const rendered = toFiles(fresh);
    const same =
      files.size === rendered.size &&
      [...files].every(
        ([path, file]) =>
          file.content === rendered.get(path)?.content &&
          file.base64 === rendered.get(path)?.base64 &&
          file.executable === rendered.get(path)?.executable,
      );
    return {
      manifest: readManifest(merged.tree) as PluginManifest,
      previous,
      pack: { name: pack.definition.name, version: pack.definition.version, digest: pack.digest },
      files,
      render: same ? null : rendered,
      removed: [...(published?.files.keys() ?? [])].filter((path) => !files.has(path)),
      conflicts: merged.conflicts,
    };
  };
}
