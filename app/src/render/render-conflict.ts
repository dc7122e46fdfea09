import type { MergeConflict } from "@plugsmith/templates";
import { redactSecrets } from "../request/find-secrets.ts";
import { renderCode } from "./render-code.ts";
import { renderFence } from "./render-fence.ts";

/** Longer texts are cut; the new rendering has them whole. */
const maxText = 6000;

function renderLines(text: string): string {
  const cut = text.length > maxText ? `${text.slice(0, maxText)}\n…` : text;
  return renderFence(redactSecrets(cut));
}

const place = ({ first, count }: { readonly first: number; readonly count: number }) =>
  count > 1 ? `lines ${first}–${first + count - 1}` : `line ${first}`;

/** One place where two sides differ, as a list entry of GitHub's Markdown without its own place in the diff. */
export function renderConflict({ path, kind, text }: MergeConflict): string {
  const file = renderCode(path, 200);
  switch (kind) {
    case "both_changed":
      return text === undefined || text.other === ""
        ? `**${file}**, ${text ? place(text) : "somewhere"}: people changed these lines, and the new rendering no longer has them.`
        : `**${file}**, ${place(text)}: people ${text.count === 0 ? "deleted lines that the new rendering changes" : "changed these lines, and the new rendering changes them too"}. It has:\n\n${renderLines(text.other)}`;
    case "file_changed":
      return `**${file}**: people and the new rendering both changed this file, which cannot be merged by lines. People's stayed.`;
    case "people_removed":
      return `**${file}**: people deleted it, and it stays deleted. The new rendering changes it${text ? `; it would be:\n\n<details><summary>The new text</summary>\n\n${renderLines(text.other)}\n\n</details>` : "."}`;
    case "pack_removed":
      return `**${file}**: the new rendering no longer has this file. It stays, because people changed it; delete it if nothing needs it.`;
    case "pack_deleted":
      return `**${file}**: a migration of the template pack deletes it.${text ? ` People had:\n\n<details><summary>Their text</summary>\n\n${renderLines(text.other)}\n\n</details>` : ""}`;
    case "forge_owned":
      return `**${file}**: this is the forge's own to write, so it took the new rendering's text.${text && text.other !== "" ? ` People had:\n\n${renderLines(text.other)}` : ""}`;
  }
}
