import { renderCode } from "../render/render-code.ts";
import type { Upgrade } from "./upgrade.ts";

const titleStart = "Forge request: upgrade ";

/** Title of the issue that asks for an upgrade. */
export const renderUpgradeTitle = ({ name, pack, to }: Upgrade) => `${titleStart}${name} to ${pack} ${to}`;

/** May an issue of the forge's own be one that asks for an upgrade? The log says whether it is. */
export const isUpgradeTitle = (title: string) => title.startsWith(titleStart);

/** Its text: why it is there, and the request as the plugin was made from it. */
export function renderUpgradeIssue(upgrade: Upgrade, request: number, login: string): string {
  const { name, pack, from, to } = upgrade;
  return `${renderCode(login)} asked in #${request} for an upgrade of ${renderCode(name)} from ${renderCode(pack)} ${from} to ${to} of the templates. Nothing else changes: the request below is the one that it was made from. What people changed in the plugin is kept, and the pull request goes through tests, review and approvals like every other.

\`\`\`json
${JSON.stringify({ ...upgrade.request, change: "minor" }, null, 2)}
\`\`\`
`;
}
