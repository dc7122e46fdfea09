import type { Paint, Style } from "../terminal.ts";
import type { StatusComment, StatusStage } from "./parse-status-comment.ts";

/** Emoji are two columns wide in some terminals and one in others; these are always one. */
const marks: Readonly<Record<string, readonly [string, Style]>> = {
  "✅": ["✓", "green"],
  "❌": ["✗", "red"],
  "⛔": ["✗", "red"],
  "🚫": ["✗", "red"],
  "⏳": ["…", "yellow"],
  "⏸️": ["!", "yellow"],
  "✋": ["!", "yellow"],
};

function renderStage({ stage, mark, detail }: StatusStage, width: number, paint: Paint): string {
  const [sign, style] = (Object.hasOwn(marks, mark) ? marks[mark] : undefined) ?? ["·", "dim" as const];
  return `  ${paint(style, sign)} ${stage.padEnd(width)}  ${detail}`.trimEnd();
}

const bullet = (line: string) =>
  `  ${line.replace(/^- /, "").replace(/^(\S+) /u, (whole, mark: string) => (marks[mark] ? `${marks[mark][0]} ` : mark === "➖" ? "– " : whole))}`;

/** A status comment for people in front of a terminal. */
export function renderStatusComment(status: StatusComment, number: number, paint: Paint): string {
  const width = Math.max(0, ...status.stages.map(({ stage }) => stage.length));
  const [first = "", ...rest] = status.waitsFor.split("\n");
  const words =
    status.state && first.startsWith(status.state) ? first.slice(status.state.length).replace(/^\.? /, "") : first;
  const head = [
    `${paint("bold", `#${number} ${status.title}`)}${status.state ? `  ${paint("cyan", status.state)}` : ""}`,
  ];
  return [
    ...head,
    ...[words, ...rest].filter(Boolean).map((line) => `  ${line}`),
    ...(status.stages.length > 0 ? ["", ...status.stages.map((stage) => renderStage(stage, width, paint))] : []),
    ...(status.package ? ["", `  ${status.package.digest}`, `  of commit ${status.package.headSha}`] : []),
    ...status.sections.flatMap(({ title, lines }) => ["", title, ...lines.map(bullet)]),
  ].join("\n");
}
