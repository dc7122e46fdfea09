const noticeHeading = "== Upgrade Notice ==";

const label = "stable tag:";
const isStable = (line: string) => line.trim().toLowerCase().startsWith(label);

/** The version that readme.txt offers; null: it names none. */
export const findStableTag = (readme: string): string | null =>
  readme.split("\n").find(isStable)?.trim().slice(label.length).trim() || null;

/** readme.txt that offers this version; null when it has no line `Stable tag:`. */
export function setStableTag(readme: string, version: string): string | null {
  const lines = readme.split("\n");
  const index = lines.findIndex(isStable);
  return index === -1 ? null : lines.with(index, `Stable tag: ${version}`).join("\n");
}

/** readme.txt with the notice that a version is revoked; the same text when it has it. */
export function addRevokedNotice(readme: string, version: string, reason: string): string {
  const line = `= ${version} =`;
  const text = `Revoked, do not use: ${reason.replace(/[\r\n]+/gu, " ").replaceAll("=", "-")}`.slice(0, 300);
  const notice = `${line}\n${text}\n`;
  if (readme.includes(`${line}\nRevoked, do not use:`)) return readme;
  const at = readme.indexOf(noticeHeading);
  if (at === -1) return `${readme.trimEnd()}\n\n${noticeHeading}\n\n${notice}`;
  const rest = at + noticeHeading.length;
  return `${readme.slice(0, rest)}\n\n${notice}${readme.slice(rest)}`;
}
