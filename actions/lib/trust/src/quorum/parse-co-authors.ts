/** A person as a commit names them. */
export interface NamedPerson {
  readonly name: string;
  readonly email: string;
}

const trailer = /^[ \t]*co-authored-by[ \t]*:[ \t]*([^<>\n]{0,200})<([^<>\s]{1,254})>/gimu;
const noreply = /^(?:([0-9]{1,15})\+)?([A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\[bot\])?)@users\.noreply\.github\.com$/iu;

/** Every `Co-authored-by` line of a commit message, wherever it stands: GitHub shows those people as authors. */
export function parseCoAuthors(message: string): NamedPerson[] {
  return [...message.replaceAll("\r\n", "\n").matchAll(trailer)].map((match) => ({
    name: (match[1] ?? "").trim(),
    email: match[2] ?? "",
  }));
}

/** The account behind GitHub's own no-reply address, or null. Old addresses carry no id. */
export function parseNoreply(email: string): { id: number | null; login: string } | null {
  const match = noreply.exec(email);
  if (!match?.[2]) return null;
  return { id: match[1] === undefined ? null : Number(match[1]), login: match[2] };
}
