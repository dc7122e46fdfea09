import { type ForgePin, type ForgeRequest, type PluginManifest, parseForgePin } from "@plugsmith/schemas";
import {
  chosenFeatures,
  type FileTree,
  listMigrations,
  migrateTrees,
  nextVersion,
  type Pack,
  type ParityFacts,
  type RenderedTree,
  readText,
  renderPlugin,
  renderPluginParity,
  selectPack,
} from "@plugsmith/templates";
import type { PluginFiles, PublishedPlugin } from "../facts/facts.ts";
import { mergePeople } from "./merge-people.ts";
import type { GeneratedFiles, GeneratedPlugin, GenerationInput, PluginEngine } from "./plugin-engine.ts";
import { readManifest } from "./read-manifest.ts";

type Asked = Pick<GenerationInput, "request" | "requestNumber" | "requester">;

/** The brand, else the author that the plugin has, else who asks. */
const authorOf = (request: ForgeRequest, requester: { readonly login: string }, published: PublishedPlugin | null) =>
  (request.merchant_branding?.name ?? published?.manifest.author ?? requester.login).slice(0, 120);

function render(
  input: Asked,
  packs: readonly Pack[],
  version: string,
  published: PublishedPlugin | null,
): RenderedTree {
  const { request, requestNumber, requester } = input;
  const pack = selectPack(packs, request.cms);
  const author = authorOf(request, requester, published);
  return renderPlugin({ pack, request, version, requestNumber, requester, author });
}

/** What the forge rendered last time, where git does not have it: the same bytes, if the pack is still the same. */
function renderAgain(published: PublishedPlugin | null, packs: readonly Pack[]): RenderedTree | null {
  const pin = published?.pin;
  if (!pin || !packs.some(({ digest }) => digest === pin.pack.digest)) return null;
  return render(pin, packs, published.manifest.version, published);
}

function readPin(tree: FileTree): ForgePin | null {
  const file = tree.get("forge.json");
  try {
    const parsed = parseForgePin(JSON.parse((file && readText(file)) ?? ""));
    return parsed.ok ? parsed.value : null;
  } catch {
    return null;
  }
}

function toFiles(tree: RenderedTree, own: PluginFiles = new Map()): GeneratedFiles {
  // By identity: a file that stays as it is may have moved.
  const shas = new Map<object, string>([...own.values()].map((file) => [file, file.sha]));
  return new Map(
    [...tree].map(([path, file]) => {
      const sha = shas.get(file);
      const content = readText(file);
      const made = { content: content ?? "", executable: file.executable };
      if (sha !== undefined) return [path, { ...made, sha }];
      const base64 = content === undefined ? Buffer.from(file.content).toString("base64") : undefined;
      return [path, base64 === undefined ? made : { ...made, base64 }];
    }),
  );
}

/** The rendering merged with people's text, after the pack's migrations were done on both its sides. */
function mergeOurs(input: GenerationInput, packs: readonly Pack[], pack: Pack, fresh: RenderedTree) {
  const { published, branch } = input;
  const ours = branch ?? published;
  if (!ours) return { tree: fresh, conflicts: [], upgraded: null };
  // Without any of the two, every difference is people's: nothing of theirs is taken for the forge's own.
  const base: FileTree = ours.render ?? (branch ? null : renderAgain(published, packs)) ?? new Map();
  const made = (readPin(base) ?? published?.pin)?.pack;
  const { name, version } = pack.definition;
  const from = made?.name === name && made.version !== version ? made.version : null;
  const migrations = from === null ? [] : listMigrations(pack.migrations, from);
  const migrated = migrateTrees({ base, ours: ours.files }, migrations, input.request.name);
  const { tree, conflicts } = mergePeople({ ...migrated, theirs: fresh });
  const upgraded = from === null ? null : { from, migrations };
  return { tree, conflicts: [...migrated.conflicts, ...conflicts], upgraded };
}

const isSame = (a: GeneratedFiles, b: GeneratedFiles) =>
  a.size === b.size &&
  [...a].every(([path, { content, base64, executable }]) => {
    const other = b.get(path);
    return content === other?.content && base64 === other.base64 && executable === other.executable;
  });

/**
 * The engine of template packs: renders, and merges with what people changed in the meantime. `facts`: what was seen of each
 * pack, for the table in the pull request.
 */
export function createTemplateEngine(packs: readonly Pack[], facts: readonly ParityFacts[] = []): PluginEngine {
  return (input): GeneratedPlugin => {
    const { published, request, branch } = input;
    const previous = published?.manifest ?? null;
    const pack = selectPack(packs, request.cms);
    const fresh = render(input, packs, nextVersion(previous?.version, request.change), published);
    const { tree, conflicts, upgraded } = mergeOurs(input, packs, pack, fresh);
    const files = toFiles(tree, (branch ?? published)?.files);
    const rendered = toFiles(fresh);
    const manifest = readManifest(tree) as PluginManifest;
    return {
      manifest,
      previous,
      pack: { name: pack.definition.name, version: pack.definition.version, digest: pack.digest },
      upgraded,
      parity: renderPluginParity(facts, {
        pack: pack.definition.name,
        packVersion: pack.definition.version,
        features: chosenFeatures(pack, request),
        publishes: manifest.events.publishes,
      }),
      files,
      render: isSame(files, rendered) ? null : rendered,
      removed: [...(published?.files.keys() ?? [])].filter((path) => !files.has(path)),
      conflicts,
    };
  };
}
