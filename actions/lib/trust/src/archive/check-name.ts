import { foldName } from "./fold-name.ts";
import { refuseArchive } from "./refuse-archive.ts";

// Names that open devices on Windows, with or without an extension, and with spaces before it.
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?: *\..*)?$/iu;
// PROGRA~1: on Windows a second name of a file whose own name is long.
const shortName = /^[^.]{0,6}~[0-9]+(?:\.|$)/u;
// Unassigned ones too: a newer Unicode may give them any property.
const invisible = /[\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u;

function checkPart(part: string, name: string): void {
  if (part === "..") refuseArchive("name_climbs", name);
  if (part === "" || part === ".") refuseArchive("name_invalid", name);
  if (part.startsWith(".")) refuseArchive("name_hidden", name);
  if (/^ |[. ]$/u.test(part)) refuseArchive("name_trailing", name);
  if (reserved.test(part) || shortName.test(part)) refuseArchive("name_reserved", name);
}

/** Refuses every name that could leave the folder, hide, or mean another file on another system. */
export function checkName(name: string, pathBytes: number): void {
  if (name === "") refuseArchive("name_invalid", name);
  if (Buffer.byteLength(name) > pathBytes) refuseArchive("name_too_long", name);
  if (/\p{Cc}/u.test(name)) refuseArchive("name_control_character", name);
  if (name.includes("\\")) refuseArchive("name_backslash", name);
  if (name.startsWith("/")) refuseArchive("name_absolute", name);
  if (/^[A-Za-z]:/u.test(name)) refuseArchive("name_drive", name);
  if (invisible.test(name)) refuseArchive("name_invisible", name);
  if (name !== name.normalize("NFC")) refuseArchive("name_not_normalized", name);
  if (/[:*?"<>|]/u.test(name)) refuseArchive("name_invalid", name);
  if (name.endsWith("/")) refuseArchive("directory_entry", name);
  for (const part of name.split("/")) checkPart(part, name);
}

/** Refuses two names that are one on some system, and a file whose name is another file's folder. */
export function checkNames(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    const key = foldName(name);
    if (seen.has(key)) refuseArchive("duplicate_name", name);
    seen.add(key);
  }
  for (const name of names) {
    const parts = foldName(name).split("/");
    for (let depth = 1; depth < parts.length; depth++)
      if (seen.has(parts.slice(0, depth).join("/"))) refuseArchive("file_as_directory", name);
  }
}
