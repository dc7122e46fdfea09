import type { ParseIssue } from "@plugsmith/schemas";
import type { RawRequest } from "./raw-request.ts";
import { type RequestField, requestFields } from "./request-fields.ts";
import type { ScannedText } from "./scan-fences.ts";
import { suggestField } from "./suggest-field.ts";

/** What stands before the label of a check box: `- [x] `. */
const checkbox = /^[-*] \[[ xX]\] /u;

interface Section {
  readonly field: RequestField;
  readonly lines: string[];
}

/** Label of a form heading, `### label`; empty for any other line. */
function readHeading(line: { readonly text: string; readonly fenced: boolean }): string {
  return !line.fenced && line.text.startsWith("### ") ? line.text.slice(4).trim() : "";
}

/** Does the text have the headings that GitHub writes for our issue form? Those shown as code do not count. */
export function isIssueForm({ lines }: ScannedText): boolean {
  const headings = new Set(lines.map(readHeading));
  return headings.has("cms") || (headings.has("name") && headings.has("description"));
}

function splitSections({ lines }: ScannedText, issues: ParseIssue[]): Section[] {
  const sections: Section[] = [];
  let current: Section | undefined;
  for (const line of lines) {
    const label = readHeading(line);
    const field = requestFields.find(({ id }) => id === label);
    if (field) {
      current = { field, lines: [] };
      sections.push(current);
      // Free text may hold headings of its own; anywhere else one is a field that does not exist.
    } else if (label !== "" && current?.field.id !== "notes") {
      const suggestion = suggestField(label);
      const path = label.slice(0, 60);
      issues.push({
        path,
        rule: "unknown_field",
        message: "is not a field of the form",
        ...(suggestion && { suggestion }),
      });
      current = undefined;
    } else current?.lines.push(line.text);
  }
  return sections;
}

function readList(field: string, lines: readonly string[], issues: ParseIssue[]): string[] {
  const filled = lines.map((line) => line.trim()).filter(Boolean);
  if (field !== "features") return filled.map((line) => line.replace(/^[-*] +/u, ""));
  return filled.flatMap((line) => {
    if (checkbox.test(line)) return line[3] === " " ? [] : [line.slice("- [x] ".length).trim()];
    issues.push({ path: field, rule: "checkbox", message: "must be one check box a line", example: "- [x] checkout" });
    return [];
  });
}

/** Reads the body that GitHub makes of the issue form: `### label`, blank line, value. A field may stand there once. */
export function parseIssueForm(text: ScannedText): RawRequest {
  const issues: ParseIssue[] = [];
  const fields = new Map<string, string | readonly string[]>();
  const seen = new Set<string>();
  for (const { field, lines } of splitSections(text, issues)) {
    const label = field.id;
    if (seen.has(label)) {
      const message = "stands there twice; keep one heading";
      issues.push({ path: label, rule: "duplicate_field", message, example: `### ${label}` });
      continue;
    }
    seen.add(label);
    const value = lines.join("\n").trim();
    if (value === "" || value === "_No response_" || (value === "None" && label === "change")) continue;
    fields.set(label, field.kind === "list" ? readList(label, lines, issues) : value);
  }
  return { fields, issues };
}
