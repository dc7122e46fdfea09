import type { Amendment } from "../decisions/decide-amendment.ts";
import type { GeneratedPlugin } from "../engine/plugin-engine.ts";
import type { FieldChange } from "../request/list-changes.ts";
import { renderCode } from "./render-code.ts";
import { renderRequestReply } from "./render-request-reply.ts";
import { renderText } from "./render-text.ts";

const show = (value: string) => (value === "" ? "–" : renderCode(value, 200));

const renderChanges = (changes: readonly FieldChange[]) => [
  "| Field | Accepted, in force | Edited |",
  "|---|---|---|",
  ...changes.map(({ field, before, after }) => `| ${renderCode(field)} | ${show(before)} | ${show(after)} |`),
];

/** What becomes of commits that people made on the branch. */
function renderKept({ render, conflicts }: GeneratedPlugin): string {
  if (render === null) return "";
  if (conflicts.length === 0) return " What people changed by hand is kept.";
  const places = conflicts.length === 1 ? "one place differs" : `${conflicts.length} places differ`;
  return ` What people changed by hand is kept; ${places} from the new rendering and will be shown in a review.`;
}

/** What an edit after acceptance would change, and who decides; nothing where there is none. */
export function renderAmendment(amendment: Amendment | null): string[] {
  if (!amendment) return [];
  const head = ["", "#### ✏️ The text was edited after it was accepted", ""];
  switch (amendment.kind) {
    case "unreadable":
      return [
        ...head,
        "The accepted text stays in force, because the edited one cannot be used.",
        "",
        renderRequestReply(amendment.result),
      ];
    case "impossible":
      return [
        ...head,
        ...renderChanges(amendment.changes),
        "",
        `The accepted text stays in force. ${renderText(amendment.refusal.message)} ${amendment.refusal.hint} <sub>\`${amendment.refusal.code}\`</sub>`,
      ];
    case "plan":
      return [
        ...head,
        ...renderChanges(amendment.changes),
        "",
        `The accepted text stays in force. A triager comments \`/forge accept\` to take the edited one over: that makes a new commit, which is tested anew, and approvals start again at 0.${renderKept(amendment.plugin)} Editing the text back withdraws it.`,
      ];
  }
}
