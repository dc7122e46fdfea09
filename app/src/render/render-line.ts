import { redactSecrets } from "../request/find-secrets.ts";

/** Longer texts are cut before they are looked at, so that an answer costs little whatever was written. */
const maxLooked = 10_000;
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u2800]|(?![\u200d\ufe0f])\p{Default_Ignorable_Code_Point}/gu;

/**
 * Text from outside on one line, at most `limit` characters: white space is one space, credentials are taken out, and what
 * nobody can see shows as a replacement character.
 */
export function renderLine(text: string, limit: number): string {
  // First of all: what is left out below would join the halves of a credential that nobody found.
  const joined = text.slice(0, maxLooked).replace(/[\u200d\ufe0f]/gu, "");
  const seen = redactSecrets(joined).replace(/\s+/gu, " ").trim().replace(unseen, "\ufffd");
  const characters = [...seen];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join("")}…` : seen;
}
