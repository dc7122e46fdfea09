import { statusMarker } from "@plugsmith/app";
import { renderPlainText } from "./render-plain-text.ts";

export interface StatusStage {
  readonly stage: string;
  /** As the bot draws it: ✅ ❌ ⏳ ✋ and others, `·` for nothing yet. */
  readonly mark: string;
  readonly detail: string;
}

/** The bot's status comment as plain text in parts. */
export interface StatusComment {
  readonly title: string;
  /** The state in the bot's words, for example `Waits for approvals`; empty where the bot has none. */
  readonly state: string;
  /** What the request waits for and who can act. */
  readonly waitsFor: string;
  readonly stages: readonly StatusStage[];
  readonly package: { readonly digest: string; readonly headSha: string } | null;
  /** Approvals, benches, and whatever else has a heading. */
  readonly sections: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

const row = /^\| ([^|]+) \| ([^|]*) \| ([^|]*) \|$/;
const packageLine = /^\*\*Package\*\* `(sha256:[0-9a-f]{64})` of commit `([0-9a-f]{40})`$/;

/** Reads a comment that starts with the bot's marker; undefined for any other text. Never throws. */
export function parseStatusComment(body: string): StatusComment | undefined {
  const lines = body.replaceAll("\r\n", "\n").split("\n");
  if (lines.shift() !== statusMarker) return undefined;
  let title = "";
  let state = "";
  let found: StatusComment["package"] = null;
  const text: string[] = [];
  const stages: StatusStage[] = [];
  const sections: { title: string; lines: string[] }[] = [];
  for (const line of lines) {
    const section = sections.at(-1);
    const cells = row.exec(line);
    const packed = packageLine.exec(line);
    if (line.startsWith("### ")) title = renderPlainText(line.slice(4)).replace(/^🔨 /u, "");
    else if (line.startsWith("#### ")) sections.push({ title: renderPlainText(line.slice(5)), lines: [] });
    else if (packed) found = { digest: packed[1] ?? "", headSha: packed[2] ?? "" };
    else if (line.startsWith("| Stage |") || line.startsWith("|-") || line.startsWith("<sub>Kept current")) continue;
    else if (cells) {
      const [stage = "", mark = "", detail = ""] = cells.slice(1).map((cell) => renderPlainText(cell.trim()));
      stages.push({ stage, mark, detail });
    } else if (section) section.lines.push(renderPlainText(line));
    else {
      const bold: string | undefined = state || stages.length > 0 ? undefined : /^\*\*([^*]+?)\.?\*\* /.exec(line)?.[1];
      if (bold) state = renderPlainText(bold);
      text.push(renderPlainText(line));
    }
  }
  const trim = (many: readonly string[]) => many.join("\n").trim();
  return {
    title,
    state,
    waitsFor: trim(text),
    stages,
    package: found,
    sections: sections.map((one) => ({ title: one.title, lines: trim(one.lines).split("\n").filter(Boolean) })),
  };
}
