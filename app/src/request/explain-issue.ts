import type { ParseIssue } from "@plugsmith/schemas";
import { checkUrl } from "./check-url.ts";
import { foldLookAlikes } from "./fold-look-alikes.ts";
import { choiceAliases } from "./known-aliases.ts";
import { requestFields } from "./request-fields.ts";
import { suggestWord } from "./suggest-word.ts";

/** The first words that make a name together, from one that begins with a letter on. */
function toName(written: string): string | undefined {
  const dashed = foldLookAlikes(written.slice(0, 200)).replace(/[^a-z0-9]+/gu, "-");
  return /(?<![a-z0-9])[a-z][a-z0-9-]{1,48}[a-z0-9](?![a-z0-9])/u.exec(dashed)?.[0];
}

function toLocale(written: string): string | undefined {
  const { language, region } =
    /^(?<language>[a-z]{2})(?:[-_. ](?<region>[a-z]{2})(?:[-_. ].*)?)?$/iu.exec(written)?.groups ?? {};
  if (language === undefined) return undefined;
  const place = region ?? new Intl.Locale(language).maximize().region;
  // Some languages are at home in the world (001), not in a country.
  return place && /[a-z]/iu.test(place) ? `${language.toLowerCase()}_${place.toUpperCase()}` : undefined;
}

function toColor(written: string): string | undefined {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/iu.exec(written)?.[1];
  return digits && `#${digits.length === 3 ? digits.replace(/./gu, "$&$&") : digits}`;
}

function toSecureAddress(written: string): string | undefined {
  const secure = written.replace(/^http:\/\//iu, "https://");
  return checkUrl("", secure).length === 0 ? secure : undefined;
}

/** What was probably meant, by field. */
const corrections: Readonly<Record<string, (written: string) => string | undefined>> = {
  name: toName,
  locale: toLocale,
  "merchant_branding.primary_color": toColor,
  "merchant_branding.logo_url": toSecureAddress,
};

function suggestChoice(id: string, choices: readonly string[], written: string): string | undefined {
  const aliases = choiceAliases[id] ?? {};
  const word = written.toLowerCase();
  return Object.hasOwn(aliases, word) ? aliases[word] : suggestWord(word, choices);
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
    (written === undefined
      ? undefined
      : field.choices
        ? suggestChoice(field.id, field.choices, written)
        : corrections[field.id]?.(written));
  return {
    ...issue,
    message: sentences[issue.rule] ?? issue.message,
    example: issue.example ?? field.example,
    ...(meant !== undefined && meant !== written && { suggestion: meant }),
  };
}
