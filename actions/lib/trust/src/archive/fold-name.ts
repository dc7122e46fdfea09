/**
 * One key for all names that some file system takes for the same: case, composition and compatibility forms folded, by lower
 * case first, so that ẞ meets ß on the way to SS. It takes some names for the same that no system confuses (ı and i), never
 * the other way; compared once with Unicode 14's NFKC case folding for every character.
 */
export const foldName = (name: string): string => name.normalize("NFKD").toLowerCase().toUpperCase().normalize("NFKC");
