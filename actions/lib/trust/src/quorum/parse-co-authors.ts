/** A person as a commit names them. */
export interface NamedPerson {
  readonly name: string;
  readonly email: string;
}

const noreply = /^(?:([0-9]{1,15})\+)?([A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\[bot\])?)@users\.noreply\.github\.com$/iu;

const trailer = "co-authored-by";

/** The people of one line, one for each address; whatever stands between `<` and `>` is taken for an address. */
function parseLine(line: string): NamedPerson[] {
  const text = line.trim();
  if (text.slice(0, trailer.length).toLowerCase() !== trailer) return [];
  const value = text.slice(trailer.length).trimStart();
  if (!value.startsWith(":")) return [];
  const [name = "", ...addresses] = value.slice(1).split("<");
  return addresses.flatMap((address) => {
    const email = (address.split(">")[0] ?? "").trim();
    return email === "" ? [] : [{ name: name.trim(), email }];
  });
}

/**
 * Every `Co-authored-by` line of a commit message, wherever it stands: GitHub shows those people as authors. Reads too much
 * rather than too little, because whoever is found may not approve.
 */
export function parseCoAuthors(message: string): NamedPerson[] {
  return message.split(/[\r\n]/u).flatMap(parseLine);
}

/** The account behind GitHub's own no-reply address, or null. Old addresses carry no id. */
export function parseNoreply(email: string): { id: number | null; login: string } | null {
  const match = noreply.exec(email);
  if (!match?.[2]) return null;
  return { id: match[1] === undefined ? null : Number(match[1]), login: match[2] };
}
