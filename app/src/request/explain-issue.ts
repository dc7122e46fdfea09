import type { ParseIssue } from "@plugsmith/schemas";
import { requestFields } from "./request-fields.ts";
import { suggestWord } from "./suggest-word.ts";

const toName = (written: string) =>
  written
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^[^a-z]+|-+$/gu, "")
    .slice(0, 50)
    .replace(/-+$/u, "");

function suggestValue(field: string, written: string): string | undefined {
  if (field === "name") {
    const name = toName(written);
    return name.length >= 3 ? name : undefined;
  }
  if (field === "locale") {
    const match = /^([a-z]{2})[-_ ]([a-z]{2})$/iu.exec(written.trim());
    return match ? `${match[1]?.toLowerCase()}_${match[2]?.toUpperCase()}` : undefined;
  }
  if (field.endsWith("color")) return /^[0-9a-f]{6}$/iu.test(written) ? `#${written}` : undefined;
  if (field.endsWith("url")) return written.startsWith("http://") ? written.replace("http://", "https://") : undefined;
  return undefined;
}

const sentences: Record<string, string> = {
  minItems: "needs at least one entry",
  uniqueItems: "has the same entry twice",
};

/** Adds what the schema cannot know: an example that would be accepted, and what was probably meant. */
export function explainIssue(issue: ParseIssue, written: string | undefined): ParseIssue {
  const id = issue.path.replace(/\.\d+(\..*)?$/u, "");
  const field = requestFields.find((candidate) => candidate.id === id);
  if (!field) return issue;
  const suggestion =
    issue.suggestion ??
    (written === undefined
      ? undefined
      : field.choices
        ? suggestWord(written, field.choices)
        : suggestValue(id, written));
  return {
    ...issue,
    message: sentences[issue.rule] ?? issue.message,
    example: issue.example ?? field.example,
    ...(suggestion !== undefined && suggestion !== written && { suggestion }),
  };
}
