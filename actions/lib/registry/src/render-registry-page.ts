import type { Permissions, PluginManifest, Registry, RegistryPlugin, RegistryVersion } from "@plugsmith/schemas";
import { compareVersions } from "@plugsmith/trust";
import { findPlugin, findRevocation } from "./find-version.ts";

/** What a page says of a plugin beyond the registry. */
export type PageManifest = Pick<PluginManifest, "hooks" | "methods" | "events" | "dependencies" | "licence">;

/** Text that somebody wrote, as plain text in a Markdown table or paragraph. */
export const escapeText = (text: string) =>
  text
    .replace(/\p{Cc}|\p{Cf}/gu, " ")
    .replace(/[\\`*_{}[\]()<>#+!|~&@:]/gu, (mark) => `&#${mark.codePointAt(0)};`)
    .slice(0, 500);

/** Versions of a plugin, newest first. */
export const sortVersions = (plugin: RegistryPlugin): readonly RegistryVersion[] =>
  [...plugin.versions].sort((a, b) => compareVersions(b.version, a.version));

/** Page of the repository on its site, as the address of a release file tells it; null where that is no address of one. */
export function findSite({ assets }: RegistryVersion): string | null {
  const [, site = null] = /^(https?:\/\/[\w.:-]+\/[\w.-]+\/[\w.-]+)\/releases\/download\//u.exec(assets.zip) ?? [];
  return site;
}

const link = (text: string, address: string | null) => (address === null ? text : `[${text}](${address})`);

function renderVersions(registry: Registry, plugin: RegistryPlugin): string {
  const rows = sortVersions(plugin).map((entry) => {
    const { version, request, pullRequest, digest } = entry;
    const site = findSite(entry);
    const at = (path: string) => site && `${site}/${path}`;
    const revocation = findRevocation(registry, plugin.name, version);
    const state = revocation ? `**${revocation.state}**: ${escapeText(revocation.reason)}` : entry.status;
    const cells = [
      link(version, at(`releases/tag/${encodeURIComponent(`${plugin.name}@${version}`)}`)),
      state,
      entry.publishedAt.slice(0, 10),
      link(`#${request}`, at(`issues/${request}`)),
      link(`#${pullRequest}`, at(`pull/${pullRequest}`)),
      `\`${digest.slice(7, 19)}\``,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    "| Version | State | Published | Request | Approved in | SHA-256 begins |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

/** What a version is written for, and where it was seen to work: two columns, because they are two different things. */
function renderPlatforms(plugin: RegistryPlugin): string {
  const rows = sortVersions(plugin).map((entry) => {
    const { version, supportedVersions, testedVersions = [] } = entry;
    const site = findSite(entry);
    const tried = testedVersions.map(({ version: platform, level, runId }) => {
      const run = link(`run ${escapeText(runId)}`, site && `${site}/actions/runs/${encodeURIComponent(runId)}`);
      return `${escapeText(platform)} (level ${level}, ${run})`;
    });
    const range = supportedVersions === undefined ? "not said" : escapeText(supportedVersions);
    return `| ${version} | ${range} | ${tried.join("<br>") || "not tried in its platform"} |`;
  });
  return [`| Version | Written for ${plugin.cms} | Tried in |`, "|---|---|---|", ...rows].join("\n");
}

function renderPermissions({ filesystem, network, usb, memory, queue }: Permissions): string {
  const list = (values: readonly string[]) => values.map((value) => `\`${value.replace(/[`|\p{Cc}\p{Cf}]/gu, " ")}\``);
  const files = list(filesystem.map(({ path, mode }) => `${path} (${mode})`));
  const hosts = list(network.outbound.map(({ host, port }) => `${host}:${port}`));
  const devices = list(usb.map(({ vendorId, productId }) => `${vendorId}:${productId}`));
  return [
    `- Hosts: ${hosts.join(", ") || "none"}${network.inbound ? "; may be called over the network" : ""}`,
    `- Files: ${files.join(", ") || "none"}`,
    `- USB devices: ${devices.join(", ") || "none"}`,
    ...(queue.length > 0 ? [`- Queues: ${list(queue).join(", ")}`] : []),
    `- Memory: ${memory} MiB`,
  ].join("\n");
}

function renderManifest(manifest: PageManifest): string[] {
  const { hooks, methods = [], events, dependencies, licence } = manifest;
  const names = (values: readonly string[]) => values.map((value) => escapeText(value)).join(", ");
  const facts: (readonly [string, string])[] = [
    ["Answers the hooks", names(hooks)],
    ["Can be called", names(methods)],
    ["Publishes", names(events.publishes)],
    ["Listens to", names(events.subscribes)],
    ["Needs", names(dependencies.map(({ name, range }) => `${name} ${range}`))],
    ["Licence", escapeText(licence)],
  ];
  return ["## What it does", facts.flatMap(([title, text]) => (text ? [`- ${title}: ${text}`] : [])).join("\n")];
}

/**
 * The page of one plugin for people, Markdown for `docs/plugins/<name>.md`; null for a plugin that is not published.
 * @param manifest of its newest version, where the reader has it.
 */
export function renderRegistryPage(registry: Registry, name: string, manifest?: PageManifest): string | null {
  const plugin = findPlugin(registry, name);
  if (!plugin) return null;
  const [newest] = sortVersions(plugin);
  const usb = plugin.usb.map((id) => `${id.vendorId}:${id.productId}`).join(", ");
  const facts = [`Type: ${plugin.type}`, `platform: ${plugin.cms}`, `runtime: ${plugin.runtime}`, usb && `USB: ${usb}`];
  return [
    `# ${plugin.name}`,
    escapeText(plugin.description),
    `${facts.filter(Boolean).join("; ")}.`,
    renderVersions(registry, plugin),
    "## Where it was tried",
    renderPlatforms(plugin),
    "Level `real`: the platform itself was started; `contract`: a stand-in of ours took the part of the shop, or of whoever calls the plugin.",
    ...(manifest ? renderManifest(manifest) : []),
    ...(newest ? [`## What ${newest.version} may use`, renderPermissions(newest.permissions)] : []),
    "[All plugins](README.md). A copy for people: programs read `registry.json` and verify what they load, and so can you: `plugsmith verify <zip> --root forge.root.json --registry <clone>`.",
    "",
  ].join("\n\n");
}
