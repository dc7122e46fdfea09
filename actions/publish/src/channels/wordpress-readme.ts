const stable = /^([ \t]*Stable tag:[ \t]*)(\S*)[ \t]*$/imu;
const noticeHeading = "== Upgrade Notice ==";

/** The version that readme.txt offers; null: it names none. */
export const findStableTag = (readme: string): string | null => stable.exec(readme)?.[2] || null;

/** readme.txt that offers this version; null when it has no line `Stable tag:`. */
export const setStableTag = (readme: string, version: string): string | null =>
  stable.test(readme) ? readme.replace(stable, (_line, head: string) => `${head}${version}`) : null;

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
