import type { ForgeRequest } from "@plugsmith/schemas";
import type { GeneratedPlugin } from "../engine/plugin-engine.ts";
import { renderCode } from "./render-code.ts";
import { comparePermissions, listPermissions } from "./render-permissions.ts";
import { renderText } from "./render-text.ts";

const list = (entries: readonly string[]) => entries.map((entry) => `- ${entry}`).join("\n");

function renderDifference(plugin: GeneratedPlugin): string {
  const { previous, manifest } = plugin;
  if (!previous) return "This is the first version.";
  const { added, dropped } = comparePermissions(previous.permissions, manifest.permissions);
  const lines = [
    `Published now: **${previous.version}**. This pull request makes **${manifest.version}**.`,
    "",
    added.length + dropped.length === 0 ? "It asks for the same permissions." : "",
    ...added.map((entry) => `- ➕ may newly ${entry}`),
    ...dropped.map((entry) => `- ➖ may no longer ${entry}`),
    ...plugin.removed.map((path) => `- 🗑️ removes ${renderCode(path)}`),
    ...plugin.conflicts.map(
      (path) => `- ⚠️ ${renderCode(path)} was changed by hand and by the new rendering; the hand-made text was kept`,
    ),
  ];
  return lines.filter((line, index) => line !== "" || index === 1).join("\n");
}

/** Text of the pull request: what the plugin is, may do, what changed, and how to go on. Never a closing keyword. */
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
| Made from | pack ${renderCode(plugin.pack.name)} ${plugin.pack.version} |

### What it may do

${list(listPermissions(manifest.permissions))}

### Difference to the last published version

${renderDifference(plugin)}
${request.notes ? `\n### Notes of the requester\n\n> ${renderText(request.notes, 1500)}\n` : ""}
### How to go on

- **Refine:** push commits to this branch, inside ${renderCode(`plugins/${manifest.name}/`)} only. Every push is built and tested anew, and approvals start again at 0.
- **Review:** approve this exact commit after its pipeline is green. The state of everything is in the status comment of #${requestNumber}.
- **Help:** comment \`/forge help\`.
`;
}
