// Default_Ignorable holds zero-width and filler characters; U+FE0F is part of many emoji and hides nothing.
const hidden = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/**
 * What makes a text read otherwise than it is stored: a control, bidirectional, zero-width or unassigned character as
 * `U+202E`, or `NFC` for text that is not in that form. Null: nothing. Tabs count as spaces.
 */
export function findHiddenCharacter(text: string): string | null {
  const found = hidden.exec(text.replaceAll("\t", " "))?.[0].codePointAt(0);
  if (found !== undefined) return `U+${found.toString(16).toUpperCase().padStart(4, "0")}`;
  return text === text.normalize("NFC") ? null : "NFC";
}
