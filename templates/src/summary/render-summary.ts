import type { ForgeRequest, PluginManifest } from "@plugsmith/schemas";
import { chosenFeatures } from "../chosen-features.ts";
import { quoteMarkdown } from "../escape/quote-markdown.ts";
import type { MergeConflict } from "../merge/merge-conflict.ts";
import type { Pack } from "../pack.ts";
import { resolveLocale } from "../resolve-locale.ts";
import { comparePermissions } from "./compare-permissions.ts";
import { listPermissions } from "./list-permissions.ts";

/** Pieces of a pull request's body in Markdown; each starts with its heading and ends without a line end. */
export interface Summary {
  readonly manifest: string;
  readonly permissions: string;
  readonly difference: string;
  /** Empty when there is nothing to tell. */
  readonly conflicts: string;
}

const list = (sentences: readonly string[]) => sentences.map((sentence) => `- ${sentence}`).join("\n");
const codes = (names: readonly string[]) => names.map((name) => quoteMarkdown(name)).join(", ") || "none";

function renderManifestTable(pack: Pack, request: ForgeRequest, manifest: PluginManifest): string {
  const { locale, exact } = resolveLocale(pack.definition.locales, request.locale);
  const rows: [string, string][] = [
    ["Plugin", `${quoteMarkdown(manifest.name)} ${manifest.version}`],
    [
      "Platform",
      manifest.supportedVersions ? `${manifest.cms} ${quoteMarkdown(manifest.supportedVersions)}` : manifest.cms,
    ],
    ["Runtime", `${manifest.runtime}, entry ${quoteMarkdown(manifest.entry)}`],
    ["Features", codes(chosenFeatures(pack, request))],
    ["Methods", codes(manifest.methods ?? [])],
    ["Publishes", codes(manifest.events.publishes)],
    ["Hooks", codes(manifest.hooks)],
    [
      "Language",
      exact
        ? quoteMarkdown(locale)
        : `${quoteMarkdown(locale)}: no translation for ${quoteMarkdown(request.locale ?? "")} yet`,
    ],
    ["Licence", manifest.licence],
    [
      "Made by",
      `pack ${quoteMarkdown(pack.definition.name)} ${pack.definition.version}, ${quoteMarkdown(pack.digest)}`,
    ],
  ];
  const branding = request.merchant_branding;
  const said = [
    `**Description:** ${quoteMarkdown(request.description)}`,
    ...(branding === undefined ? [] : [`**Brand:** ${quoteMarkdown(branding.name)}`]),
    ...(branding?.logo_url === undefined ? [] : [`**Logo, as text:** ${quoteMarkdown(branding.logo_url)}`]),
    ...(request.notes === undefined ? [] : [`**Notes:** ${quoteMarkdown(request.notes, 1000)}`]),
  ];
  // Free text never stands in the table: a code span does not protect the `|` of a cell.
  const table = rows.map(([name, value]) => `| ${name} | ${value.replaceAll("|", "\\|")} |`).join("\n");
  return `### What this is\n\n| | |\n|---|---|\n${table}\n\n${list(said)}`;
}

function renderDifference(manifest: PluginManifest, published: PluginManifest | undefined): string {
  const title = "### Difference to the last published version\n\n";
  if (published === undefined) return `${title}There is none yet: everything above is new.`;
  const { added, removed, grows } = comparePermissions(published.permissions, manifest.permissions);
  const versions = `${published.version} → ${manifest.version}: `;
  if (added.length + removed.length === 0) return `${title}${versions}the same permissions.`;
  const parts = [
    `${title}${versions}${grows ? "**this version may do more**." : "this version may do less."}`,
    ...(added.length > 0 ? [`Now, and not before, it\n\n${list(added)}`] : []),
    ...(removed.length > 0 ? [`No longer, it\n\n${list(removed)}`] : []),
  ];
  return parts.join("\n\n");
}

/**
 * What reviewers must see of a rendered plugin. Everything a stranger typed stands in code spans, where GitHub makes no
 * mention, link, reference or HTML of it. `published` is the manifest of the last published version.
 */
export function renderSummary(facts: {
  readonly pack: Pack;
  readonly request: ForgeRequest;
  readonly manifest: PluginManifest;
  readonly published?: PluginManifest | undefined;
  readonly conflicts?: readonly MergeConflict[];
}): Summary {
  const { pack, request, manifest, published, conflicts = [] } = facts;
  const kept = conflicts.map(({ path, kind }) =>
    kind === "people_removed" || kind === "pack_removed"
      ? `${quoteMarkdown(path)}: changed on one side, removed on the other`
      : `${quoteMarkdown(path)}: the branch and the new render changed the same lines`,
  );
  return {
    manifest: renderManifestTable(pack, request, manifest),
    permissions: `### What it may do\n\nThe plugin\n\n${list(listPermissions(manifest.permissions))}`,
    difference: renderDifference(manifest, published),
    conflicts:
      kept.length === 0
        ? ""
        : `### Edits that were kept\n\nPlease compare these files by hand with the new render:\n\n${list(kept)}`,
  };
}
