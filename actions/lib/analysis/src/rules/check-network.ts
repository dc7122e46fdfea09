import { origin } from "../fold/origin.ts";
import type { Place } from "../fold/scope.ts";
import type { Tree } from "../parse/tree.ts";
import { isBareNumber, isNear, listAddresses } from "./hosts.ts";
import type { Visit } from "./visit.ts";

type Call = Tree & { kind: "call" };

/** Network functions whose first argument is a bare host. */
const bareHost = /^(p?fsockopen|http\.client\.HTTPS?Connection|socket\.create_connection|smtplib\.SMTP|ftplib\.FTP)$/;
/** Methods of unknown objects that are a call to an address when an address stands in them. */
const methods = /(^|[.>])(get|post|put|patch|request|send|open|connect|fetch|sendBeacon)$/;
const readers = new Set(["file_get_contents", "fopen", "copy", "readfile", "file", "simplexml_load_file"]);
const urlOption = /^(url|uri|baseURL)$/;
const hostOption = /^(host|hostname)$/;

const isDeclared = (host: string, visit: Visit) => visit.declared.hosts.includes(host);

/** Says what is to say of a host that code calls. */
function judgeHost(host: string, line: number, visit: Visit, trail: readonly Place[] | undefined): void {
  if (isBareNumber(host)) visit.report("host-number", line, "A call to a bare IP address", host, trail);
  else if (!isNear(host) && !isDeclared(host, visit))
    visit.report("host-undeclared", line, "A call to an undeclared host", host, trail);
}

function listHosts(tree: Tree, visit: Visit, path: string, place: number): string[] {
  if (tree.kind === "record") {
    return tree.entries.flatMap(([key, value]) => {
      const text = visit.fold(value).text;
      if (text === undefined || key.kind !== "text") return [];
      return hostOption.test(key.text)
        ? [text.toLowerCase()]
        : urlOption.test(key.text)
          ? listAddresses(text).map(({ host }) => host)
          : [];
    });
  }
  const first = tree.kind === "list" ? tree.items[0] : tree;
  const { text } = first ? visit.fold(first) : { text: undefined };
  // A host before a part that nobody knows yet: `"https://host/" . $path`.
  const given = text ?? (tree.kind === "join" ? leadingText(tree, visit) : undefined);
  if (nameAsker.test(path)) return listAsked(tree, visit);
  if (given === undefined) return [];
  const known = visit.language === "javascript" ? spellScheme(given) : given;
  const addresses = listAddresses(known).map(({ host }) => host);
  return addresses.length > 0 || place > 0 || !bareHost.test(path) ? addresses : [known.toLowerCase()];
}

/** The constant beginning of a joined text, through names and calls where `visit` can tell. */
export function leadingText(tree: Tree, visit?: Visit): string | undefined {
  const known = tree.kind === "text" ? tree.text : visit?.fold(tree).text;
  if (known !== undefined || tree.kind !== "join") return known;
  let text = "";
  for (const part of tree.parts) {
    const own = visit?.fold(part).text ?? (part.kind === "text" ? part.text : undefined);
    if (own === undefined) return `${text}${part.kind === "join" ? (leadingText(part, visit) ?? "") : ""}` || undefined;
    text += own;
  }
  return text;
}

/** `//host/path` of a page is an address with the page's scheme. */
export const spellScheme = (text: string): string => (/^\/\/[\w-]+\.[\w.-]+/.test(text) ? `https:${text}` : text);

/** Whose answer is a host's address: what stands before the host's own name is told to its owner. */
const nameAsker = /^dns\./;

function listAsked(tree: Tree, visit: Visit): string[] {
  const last = tree.kind === "join" ? tree.parts.at(-1) : undefined;
  const end = last ? visit.fold(last).text : undefined;
  return end !== undefined && /^\.?[\w-]+(\.[\w-]+)+$/.test(end) ? [end.replace(/^\./, "").toLowerCase()] : [];
}

/** A window that shows an address to its reader; what visitors sent must not stand in it. */
const windowOpener = /(^|[wW]indow\.|\bparent\.)open$/;

function isLink(call: Call, visit: Visit, path: string): boolean {
  const [first] = call.args;
  if (visit.language !== "javascript" || !windowOpener.test(path) || !first) return false;
  const { text, from } = visit.fold(first);
  return /^https?:/i.test(text ?? leadingText(first) ?? "") && (from & (origin.request | origin.environment)) === 0;
}

/** Hosts that a call reaches, and the permission for it. */
export function checkNetworkCall(call: Call, visit: Visit, path: string, known: boolean): void {
  const reads = readers.has(path);
  if ((!known && !reads && !methods.test(path)) || isLink(call, visit, path)) return;
  for (const [place, arg] of call.args.entries())
    for (const host of new Set(listHosts(arg, visit, path, place)))
      judgeHost(host, call.line, visit, visit.fold(arg).trail);
  if (known && !visit.declared.network)
    visit.report("network-undeclared", call.line, `${path} needs permissions.network`);
}
