import type { ParseIssue } from "@plugsmith/schemas";
import type { RawRequest } from "./raw-request.ts";
import { requestFields } from "./request-fields.ts";
import { suggestWord } from "./suggest-word.ts";

const fieldIds = requestFields.map((field) => field.id);
const heading = /^### (.+?)[ \t]*$/u;
const checkbox = /^[-*] \[(?<mark>[ xX])\] (?<label>.+)$/u;

interface Section {
  readonly label: string;
  readonly lines: string[];
}

/** Does the text have the headings that GitHub writes for our issue form? */
export function isIssueForm(text: string): boolean {
  const headings = text.split("\n").flatMap((line) => heading.exec(line)?.[1] ?? []);
  return headings.includes("cms") || (headings.includes("name") && headings.includes("description"));
}

function splitSections(text: string, issues: ParseIssue[]): Section[] {
  const sections: Section[] = [];
  for (const line of text.split("\n")) {
    const label = heading.exec(line)?.[1];
    const current = sections.at(-1);
    if (label !== undefined && fieldIds.includes(label)) sections.push({ label, lines: [] });
    // Free text may hold headings of its own; anywhere else one is a field that does not exist.
    else if (label !== undefined && current?.label !== "notes") {
      const suggestion = suggestWord(label, fieldIds);
      issues.push({
        path: label.slice(0, 60),
        rule: "unknown_field",
        message: "is not a field of the form",
        ...(suggestion && { suggestion }),
      });
      sections.push({ label: "", lines: [] });
    } else current?.lines.push(line);
  }
  return sections.filter((section) => section.label !== "");
}

function readList(field: string, lines: readonly string[], issues: ParseIssue[]): string[] {
  const filled = lines.map((line) => line.trim()).filter(Boolean);
  if (field !== "features") return filled.map((line) => line.replace(/^[-*] +/u, ""));
  return filled.flatMap((line) => {
    const box = checkbox.exec(line)?.groups;
    if (box) return box["mark"] === " " ? [] : [(box["label"] ?? "").trim()];
    issues.push({
      path: field,
      rule: "checkbox",
      message: "must be one check box a line",
      example: "- [x] checkout",
    });
    return [];
  });
}

/** Reads the body that GitHub makes of the issue form: `### label`, blank line, value. A field may stand there once. */
export function parseIssueForm(text: string): RawRequest {
  const issues: ParseIssue[] = [];
  const fields = new Map<string, string | readonly string[]>();
  const seen = new Set<string>();
  for (const { label, lines } of splitSections(text, issues)) {
    if (seen.has(label)) {
      issues.push({
        path: label,
        rule: "duplicate_field",
        message: `stands there twice; keep one heading "### ${label}"`,
      });
      continue;
    }
    seen.add(label);
    const value = lines.join("\n").trim();
    if (value === "" || value === "_No response_" || (value === "None" && label === "change")) continue;
    const field = requestFields.find((candidate) => candidate.id === label);
    fields.set(label, field?.kind === "list" ? readList(label, lines, issues) : value);
  }
  return { fields, issues };
}
