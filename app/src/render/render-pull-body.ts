import type { ForgeRequest } from "@plugsmith/schemas";
import { decideConfirmation } from "@plugsmith/trust";
import type { GeneratedPlugin } from "../engine/plugin-engine.ts";
import { renderChecklist } from "./render-checklist.ts";
import { renderCode } from "./render-code.ts";
import { renderConfirmation } from "./render-demands.ts";
import { renderText } from "./render-text.ts";

/** The line that confirms new permissions, as the plugin was made; after a push the status comment has the current one. */
function renderWidened({ previous, manifest }: GeneratedPlugin): string {
  if (previous === null) return "";
  const { version, permissions } = previous;
  const confirmation = decideConfirmation([{ version, permissions, status: "active" }], manifest.permissions);
  return confirmation ? `\n### New permissions\n\n${renderConfirmation(confirmation).join("\n")}\n` : "";
}

/** Which templates the plugin was made with before, and what moved since. */
function renderUpgrade({ upgraded, pack }: GeneratedPlugin): string {
  if (upgraded === null) return "";
  const steps = upgraded.migrations.map(({ number, to, summary }) => `- ${number} (${to}): ${renderText(summary)}`);
  const moved = steps.length === 0 ? "No migration was needed." : `Migrations done first:\n\n${steps.join("\n")}`;
  return `\n### Newer templates\n\nPack ${renderCode(pack.name)} ${upgraded.from} → ${pack.version}. ${moved}\n`;
}

/** Text of the pull request: what the plugin is, its security checklist, and how to go on. Never a closing keyword. */
export function renderPullBody(options: {
  readonly request: ForgeRequest;
  readonly requestNumber: number;
  readonly requester: string;
  readonly plugin: GeneratedPlugin;
}): string {
  const { plugin, request, requestNumber } = options;
  const { manifest } = plugin;
  return `For #${requestNumber}

${renderText(manifest.description)}

| | |
|---|---|
| Plugin | ${renderCode(manifest.name)} ${manifest.version} |
| Kind | ${manifest.type}, runs on ${manifest.runtime} |
| Platform | ${manifest.cms}${manifest.supportedVersions ? ` ${renderCode(manifest.supportedVersions)}` : ""} |
| Publishes | ${manifest.events.publishes.map((event) => renderCode(event)).join(" ") || "nothing"} |
| Listens to | ${manifest.events.subscribes.map((event) => renderCode(event)).join(" ") || "nothing"} |
| Asked for by | ${renderCode(options.requester)} |
| Published now | ${plugin.previous?.version ?? "nothing; this is the first version"} |
${plugin.parity === "" ? "" : `\n${plugin.parity}\n`}${renderUpgrade(plugin)}
### Security checklist

${renderChecklist(plugin)}
${renderWidened(plugin)}${request.notes ? `\n### Notes of the requester\n\n> ${renderText(request.notes, 1500)}\n` : ""}
### How to go on

- **Refine:** push commits to this branch, inside ${renderCode(`plugins/${manifest.name}/`)} only. Every push is built and tested anew, and approvals start again at 0.
- **Review:** approve this exact commit after its pipeline is green. The state of everything is in the status comment of #${requestNumber}.
- **Help:** comment \`/forge help\`.
`;
}
