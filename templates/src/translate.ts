import { ForgeError } from "@plugsmith/schemas";
import { FreeText, type Printable, revealText } from "./free-text.ts";
import type { Pack } from "./pack.ts";

/**
 * A pack's words in one locale, `{brand}` replaced by the value of that name. The answer is free text again: it may
 * hold what a stranger typed, and quotes of its own. Throws `pack_invalid` for a key the locale does not have.
 */
export function translate(
  pack: Pack,
  locale: string,
  key: string,
  values: Readonly<Record<string, Printable>> = {},
): FreeText {
  const text = pack.words.get(locale)?.[key];
  if (text === undefined)
    throw new ForgeError("pack_invalid", { message: `Pack ${pack.definition.name} has no words ${key} in ${locale}.` });
  return new FreeText(
    text.replace(/\{([a-z]+)\}/g, (all, name: string) => (values[name] === undefined ? all : revealText(values[name]))),
  );
}
