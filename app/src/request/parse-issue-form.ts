import type { ParseIssue } from "@plugsmith/schemas";
import type { RawRequest } from "./raw-request.ts";
import { requestFields } from "./request-fields.ts";
import type { ScannedText } from "./scan-fences.ts";
import { suggestField } from "./suggest-field.ts";

const fieldIds = requestFields.map((field) => field.id);
const checkbox = /^[-*] \[(?<mark>[ xX])\] (?<label>.+)$/u;

interface Section {
  readonly label: string;
  readonly lines: string[];
}

/** Label of a form heading, `### label`; undefined for any other line. */
function readHeading(line: { readonly text: string; readonly fenced: boolean }): string | undefined {
  const label = !line.fenced && line.text.startsWith("### ") ? line.text.slice(4).trim() : "";
  return label === "" ? undefined : label;
}

/** Does the text have the headings that GitHub writes for our issue form? Those shown as code do not count. */
export function isIssueForm({ lines }: ScannedText): boolean {
  const headings = new Set(lines.map(readHeading));
  return headings.has("cms") || (headings.has("name") && headings.has("description"));
}

function splitSections({ lines }: ScannedText, issues: ParseIssue[]): Section[] {
  const sections: Section[] = [];
  for (const line of lines) {
    const label = readHeading(line);
    const current = sections.at(-1);
    if (label !== undefined && fieldIds.includes(label)) sections.push({ label, lines: [] });
    // Free text may hold headings of its own; anywhere else one is a field that does not exist.
    else if (label !== undefined && current?.label !== "notes") {
      const suggestion = suggestField(label);
      const path = label.slice(0, 60);
      issues.push({
        path,
        rule: "unknown_field",
        message: "is not a field of the form",
        ...(suggestion && { suggestion }),
      });
      sections.push({ label: "", lines: [] });
    } else current?.lines.push(line.text);
  }
  return sections.filter((section) => section.label !== "");
}

function readList(field: string, lines: readonly string[], issues: ParseIssue[]): string[] {
  const filled = lines.map((line) => line.trim()).filter(Boolean);
  if (field !== "features") return filled.map((line) => line.replace(/^[-*] +/u, ""));
  return filled.flatMap((line) => {
    const box = checkbox.exec(line)?.groups;
    if (box) return box["mark"] === " " ? [] : [(box["label"] ?? "").trim()];
    issues.push({ path: field, rule: "checkbox", message: "must be one check box a line", example: "- [x] checkout" });
    return [];
  });
}

/** Reads the body that GitHub makes of the issue form: `### label`, blank line, value. A field may stand there once. */
export function parseIssueForm(text: ScannedText): RawRequest {
  const issues: ParseIssue[] = [];
  const fields = new Map<string, string | readonly string[]>();
  const seen = new Set<string>();
  for (const { label, lines } of splitSections(text, issues)) {
    if (seen.has(label)) {
      const message = "stands there twice; keep one heading";
      issues.push({ path: label, rule: "duplicate_field", message, example: `### ${label}` });
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
