import { describeOrigin, origin } from "../fold/origin.ts";
import { scriptElement } from "../fold/resolve-known-call.ts";
import type { Tree } from "../parse/tree.ts";
import { leadingText, spellScheme } from "./check-network.ts";
import { isNear, listAddresses } from "./hosts.ts";
import type { Visit } from "./visit.ts";

const siteSecrets = new Set([
  "DB_PASSWORD",
  "DB_USER",
  "AUTH_KEY",
  "SECURE_AUTH_KEY",
  "LOGGED_IN_KEY",
  "NONCE_KEY",
  "AUTH_SALT",
  "SECURE_AUTH_SALT",
  "LOGGED_IN_SALT",
  "NONCE_SALT",
  "_COOKIE_KEY_",
  "_COOKIE_IV_",
  "_DB_PASSWD_",
]);
const hooked =
  /^(XMLHttpRequest\.prototype\.(open|send|setRequestHeader)|fetch|http\.request|https\.request|Module\._load|module\.Module\._load|ethereum\.request|navigator\.clipboard\.writeText|HTMLFormElement\.prototype\.submit)$/;

/** Pictures and styles as text that lie in the package and so were read: with PHP in them they are `code-disguised`. */
const isShown = (end: string, visit: Visit) => /\.(svg|css)$/i.test(end) && visit.holds(end);

/** A PHP include. */
export function checkInclude(tree: Tree & { kind: "include" }, visit: Visit): void {
  const value = visit.fold(tree.what);
  const { text } = value;
  const from = value.own ?? value.from;
  if (text !== undefined) {
    if (/^(https?|ftp|data|expect|zip|phar):|^php:\/\/(input|filter)/i.test(text))
      visit.report("remote-code", tree.line, "include of what is no file of the package", text, value.trail);
    else if (!isShown(text, visit) && /\.(jpe?g|png|gif|ico|svg|webp|txt|log|css|js|dat|bak|tmp|woff2?)$/i.test(text))
      visit.report("include-disguised", tree.line, "include of a file that is no code", text, value.trail);
    return;
  }
  const ending = endingOf(tree.what);
  const leading = leadingText(tree.what, visit) ?? "";
  if (/^(https?|ftp|data|expect|zip|phar):|^php:\/\/(input|filter)/i.test(leading)) {
    visit.report("remote-code", tree.line, "include of what is no file of the package", leading, value.trail);
  } else if (ending !== undefined && /\.(jpe?g|png|gif|ico|svg|webp|log|dat|bak|tmp|woff2?)$/i.test(ending)) {
    if (!isShown(ending, visit))
      visit.report("include-disguised", tree.line, "include of a file that is no code", ending);
  } else if ((from & (origin.request | origin.network | origin.decoded | origin.temporary)) !== 0) {
    const words = `${describeOrigin(from & ~origin.pieces)} chooses what is included`;
    visit.report("include-received", tree.line, words.replace(/^w/, "W"), undefined, value.trail);
  } else if (ending === undefined) {
    visit.report("include-variable", tree.line, "The included file is computed");
  }
}

/** The constant end of a joined text. */
function endingOf(tree: Tree): string | undefined {
  if (tree.kind === "text") return tree.text;
  const last = tree.kind === "join" ? tree.parts.at(-1) : undefined;
  return last ? endingOf(last) : undefined;
}

/** What is written to a name. */
export function checkAssign(tree: Tree & { kind: "assign" }, visit: Visit): void {
  if (visit.language !== "javascript" || tree.target.kind !== "member") return;
  const { path } = visit.resolve(tree.target);
  if (hooked.test(path)) visit.report("hook-builtin", tree.line, `${path} is replaced`);
  if (tree.target.property.kind !== "text") return;
  const { text } = tree.target.property;
  if (text === "src" || text === "action" || text === "formAction") checkSource(tree.value, tree.line, visit, text);
  if (written.test(text) && visit.resolve(tree.target.object).path === scriptElement)
    checkWritten(tree.value, tree.line, visit);
}

/** What a script element runs is written to these. */
const written = /^(text|textContent|innerHTML|innerText)$/;

/** So many functions lie between a request and its own callbacks. */
const mostNear = 3;

/** Text that becomes a script of the page. */
export function checkWritten(value: Tree, line: number, visit: Visit): void {
  const { from, text, trail } = visit.fold(value);
  // Libraries run what a page was answered through functions of their own (jQuery's globalEval).
  const near = (trail?.length ?? 0) > mostNear ? 0 : origin.network;
  const bits = from & (origin.request | near | origin.decoded | origin.characters);
  if (bits !== 0) visit.report("eval-hidden", line, `A script element runs ${describeOrigin(bits)}`, text, trail);
  else visit.report("eval", line, "A script element makes code from text", text, trail);
}

/** What is written to the `src` of an element, or to the `action` of a form. */
export function checkSource(value: Tree, line: number, visit: Visit, property = "src"): void {
  const whole = visit.fold(value);
  const text = spellScheme(whole.text ?? leadingText(value, visit) ?? "");
  for (const { host } of listAddresses(text)) {
    // Providers ask for their own script to be loaded from them; the manifest names them then.
    if (visit.declared.hosts.includes(host) || isNear(host)) continue;
    const isScript = /^https?:/i.test(text) && /\.js(\?|$)/i.test(text);
    // What visitors send, their cookies among it, in the address of a picture is a way out; what a form holds too.
    const isSent =
      (whole.from & origin.request) !== 0 ||
      (whole.text === undefined && /[?&]/.test(text.slice(text.lastIndexOf("/"))));
    if (isSent || property !== "src")
      visit.report("host-undeclared", line, "Data goes to an undeclared host", host, whole.trail);
    else if (isScript) visit.report("script-elsewhere", line, "A script element loads code from elsewhere", text);
    else visit.report("host-mentioned", line, "An address in the source", host);
  }
}

/** Constants that are the shop's. */
export function checkName(name: string, line: number, visit: Visit): void {
  if (visit.language === "php" && siteSecrets.has(name))
    visit.report("site-secret", line, `${name} belongs to the shop`);
}

type Capability = "files" | "network" | "usb" | "programs";

const capabilities: readonly (readonly [RegExp, Capability, string])[] = [
  [/^(fs|fs\.promises)$/, "files", "permissions.filesystem"],
  [/^(net|tls|dgram|socket|smtplib|ftplib)$/, "network", "permissions.network"],
  [/^(usb|serialport|node-hid|usb\.core|serial|hid)$/, "usb", "permissions.usb"],
  [
    /^(child_process|cluster|worker_threads|inspector|vm|subprocess|multiprocessing|ctypes|pty)$/,
    "programs",
    "no permission; programs are not allowed",
  ],
];
const webModules = /^(http|https|http2|undici|axios|ws|http\.client|urllib\.request|requests|httpx|aiohttp)$/;

/** A module that brings a capability. */
export function checkImport(module: string, line: number, visit: Visit): void {
  if (webModules.test(module) && !visit.declared.network)
    visit.report("network-undeclared", line, `${module} needs permissions.network`);
  const found = capabilities.find(([pattern]) => pattern.test(module));
  if (!found) return;
  const [, kind, permission] = found;
  const has = kind === "programs" ? false : visit.declared[kind];
  if (!has) visit.report("permission-undeclared", line, `${module} needs ${permission}`);
}
