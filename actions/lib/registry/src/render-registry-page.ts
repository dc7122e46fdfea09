import type { Registry, RegistryPlugin } from "@plugsmith/schemas";
import { compareVersions } from "@plugsmith/trust";
import { findPlugin, findRevocation } from "./find-version.ts";

/** Text that somebody wrote, as plain text in a Markdown table or paragraph. */
export const escapeText = (text: string) =>
  text
    .replace(/\p{Cc}|\p{Cf}/gu, " ")
    .replace(/[\\`*_{}[\]()<>#+!|~&@:]/gu, (mark) => `&#${mark.codePointAt(0)};`)
    .slice(0, 500);

function renderVersions(registry: Registry, plugin: RegistryPlugin): string {
  const rows = [...plugin.versions]
    .sort((a, b) => compareVersions(b.version, a.version))
    .map((entry) => {
      const revocation = findRevocation(registry, plugin.name, entry.version);
      const state = revocation ? `${revocation.state}: ${escapeText(revocation.reason)}` : entry.status;
      return `| ${entry.version} | ${state} | ${entry.publishedAt.slice(0, 10)} | #${entry.request} | \`${entry.digest}\` |`;
    });
  return ["| Version | State | Published | Request | Digest |", "|---|---|---|---|---|", ...rows].join("\n");
}

/** The page of one plugin for people, Markdown for `docs/plugins/<name>.md`; null for a plugin that is not published. */
export function renderRegistryPage(registry: Registry, name: string): string | null {
  const plugin = findPlugin(registry, name);
  if (!plugin) return null;
  const usb = plugin.usb.map((id) => `${id.vendorId}:${id.productId}`).join(", ");
  const facts = [`Type: ${plugin.type}`, `platform: ${plugin.cms}`, `runtime: ${plugin.runtime}`, usb && `USB: ${usb}`];
  return [
    `# ${plugin.name}`,
    escapeText(plugin.description),
    `${facts.filter(Boolean).join("; ")}.`,
    renderVersions(registry, plugin),
    "A copy for people; programs read `registry.json` and verify what they load.",
    "",
  ].join("\n\n");
}
