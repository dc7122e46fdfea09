import type { ParseIssue } from "@plugsmith/schemas";
import { checkUrl } from "./check-url.ts";
import { foldLookAlikes } from "./fold-look-alikes.ts";
import { choiceAliases } from "./known-aliases.ts";
import { type RequestField, requestFields } from "./request-fields.ts";
import { suggestWord } from "./suggest-word.ts";

const maxName = 50;

function toName(written: string): string | undefined {
  const words = foldLookAlikes(written.slice(0, 200))
    .split(/[^a-z0-9]+/u)
    .filter(Boolean);
  while (words.length > 0 && /^[0-9]/u.test(words[0] ?? "")) words.shift();
  while (words.join("-").length > maxName) words.pop();
  const name = words.join("-");
  return name.length >= 3 ? name : undefined;
}

function toLocale(written: string): string | undefined {
  const [language = "", region] = written.trim().split(/[-_. ]/u);
  if (!/^[a-z]{2}$/iu.test(language)) return undefined;
  const place = region ?? new Intl.Locale(language).maximize().region;
  return place && /^[a-z]{2}$/iu.test(place) ? `${language.toLowerCase()}_${place.toUpperCase()}` : undefined;
}

function toColor(written: string): string | undefined {
  const digits = written.trim().replace(/^#/u, "");
  if (/^[0-9a-f]{6}$/iu.test(digits)) return `#${digits}`;
  return /^[0-9a-f]{3}$/iu.test(digits) ? `#${[...digits].map((digit) => digit + digit).join("")}` : undefined;
}

function suggestValue(field: string, written: string): string | undefined {
  if (field === "name") return toName(written);
  if (field === "locale") return toLocale(written);
  if (field.endsWith("color")) return toColor(written);
  if (!field.endsWith("url")) return undefined;
  const secure = written.replace(/^http:\/\//iu, "https://");
  return secure !== written && checkUrl(field, secure).length === 0 ? secure : undefined;
}

function suggestChoice(field: RequestField, written: string): string | undefined {
  const aliases = choiceAliases[field.id] ?? {};
  const word = written.trim().toLowerCase();
  return Object.hasOwn(aliases, word) ? aliases[word] : suggestWord(word, field.choices ?? []);
}

const sentences: Record<string, string> = {
  minItems: "needs at least one entry",
  uniqueItems: "has the same entry twice",
};

/** Adds what the schema cannot know: an example that would be accepted, and what was probably meant. */
export function explainIssue(issue: ParseIssue, written: string | undefined): ParseIssue {
  const field = requestFields.find(({ id }) => issue.path === id || issue.path.startsWith(`${id}.`));
  if (!field) return issue;
  const meant =
    issue.suggestion ??
    (written === undefined || issue.rule === "secret"
      ? undefined
      : field.choices
        ? suggestChoice(field, written)
        : suggestValue(field.id, written));
  return {
    ...issue,
    message: sentences[issue.rule] ?? issue.message,
    example: issue.example ?? field.example,
    ...(meant !== undefined && meant !== written && { suggestion: meant }),
  };
}
