import { fieldAliases } from "./known-aliases.ts";
import { requestFields } from "./request-fields.ts";
import { suggestWord } from "./suggest-word.ts";

const ids = requestFields.map((field) => field.id);

/** The field that was most likely meant by an unknown one: `logo_url` and `branding.logoUrl` are `merchant_branding.logo_url`. */
export function suggestField(written: string): string | undefined {
  const word = written
    .trim()
    .replace(/[\s-]|(?<=[a-z])(?=[A-Z])/gu, "_")
    .toLowerCase();
  const last = word.slice(word.lastIndexOf(".") + 1);
  const alias = Object.hasOwn(fieldAliases, word) ? fieldAliases[word] : undefined;
  // Whatever has a name of its own, `name` alone is the plugin's.
  const nested = last === "name" ? undefined : ids.find((id) => id.endsWith(`.${last}`));
  return alias ?? nested ?? suggestWord(word, ids);
}
