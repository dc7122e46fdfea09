import type { Resolved } from "../fold/create-resolver.ts";
import { isDecoder } from "../fold/decoders.ts";
import { type Folded, unknown } from "../fold/fold-calls.ts";
import { describeOrigin, origin } from "../fold/origin.ts";
import { madeAddress } from "../fold/resolve-known-call.ts";
import { listChildren, type Tree } from "../parse/tree.ts";
import { callbacks, findKind, isDangerous } from "./call-names.ts";
import { checkAccounts } from "./check-accounts.ts";
import { checkElement } from "./check-element.ts";
import { checkDump, checkLog } from "./check-log.ts";
import { checkNetworkCall, leadingText } from "./check-network.ts";
import { checkProcesses } from "./check-processes.ts";
import { checkPython } from "./check-python.ts";
import { checkSecret } from "./check-secret.ts";
import { checkWrite } from "./check-write.ts";
import { placeArguments } from "./place-arguments.ts";
import type { Visit } from "./visit.ts";

type Call = Tree & { kind: "call" };

const built = origin.pieces | origin.decoded | origin.characters;
const outside = origin.request | origin.network | origin.decoded | origin.characters;
/** `Function("return this")()` finds the global object in old libraries. */
const harmless = new Set(["return this", "return this;", "return this || self", ""]);
const timers = new Set(["setTimeout", "setInterval", "setImmediate"]);
const evaluatingPattern = /^\s*([^\w\s\\])[\s\S]*[^\w\s]([a-zA-Z]*)$/;

/** The way of the first value that has one and comes from outside. */
const wayOf = (values: readonly Folded[]) =>
  values.find(({ from, trail }) => trail && (from & outside) !== 0)?.trail ?? values.find(({ trail }) => trail)?.trail;
const upperFirst = (text: string) => text.replace(/^./, (letter) => letter.toUpperCase());

/** Whether a file that is no code by its name stands in what is run. */
const namesPicture = (tree: Tree): boolean =>
  tree.kind === "text"
    ? /\.(png|jpe?g|gif|ico|webp|svg|woff2?|dat|bin|log|css)$/i.test(tree.text)
    : listChildren(tree).some((child) => child.kind !== "scope" && namesPicture(child));

function checkEval(call: Call, visit: Visit, path: string): void {
  const args = call.args.map((arg) => visit.fold(arg));
  const from = args.reduce((bits, arg) => bits | arg.from, 0);
  const last = args.at(-1);
  if (last?.text !== undefined && harmless.has(last.text.trim()) && call.args.length > 0) return;
  if ((from & outside) !== 0)
    visit.report("eval-hidden", call.line, `${path} runs ${describeOrigin(from & outside)}`, last?.text, wayOf(args));
  else if ((from & origin.file) !== 0 && call.args.some(namesPicture))
    visit.report("eval-hidden", call.line, `${path} runs what a file holds that is no code`, last?.text);
  else visit.report("eval", call.line, `${path} makes code from text`, last?.text, last?.trail);
}

function checkProcess(call: Call, visit: Visit, path: string): void {
  const args = call.args.map((arg) => visit.fold(arg));
  const from =
    args.reduce((bits, arg) => bits | arg.from | (arg.items ?? []).reduce((inner, item) => inner | item.from, 0), 0) &
    outside;
  const quote = args[0]?.text;
  const shown = path === "`" ? "A shell command in backticks" : path;
  const way = wayOf(args.flatMap((arg) => [arg, ...(arg.items ?? [])]));
  if (from !== 0) visit.report("process-received", call.line, `${shown} gets ${describeOrigin(from)}`, quote, way);
  else
    visit.report(
      "process",
      call.line,
      `${shown} starts a program`,
      quote,
      args[0]?.trail ?? visit.resolve(call.callee).trail,
    );
}

function checkUnserialize(call: Call, visit: Visit, path: string): void {
  if (path === "yaml.load" && JSON.stringify(call.args).includes("SafeLoader")) return;
  if (path === "unserialize" && call.args.length > 1) return;
  const value = call.args[0] ? visit.fold(call.args[0]) : unknown;
  const from = (value.own ?? value.from) & (origin.request | origin.network);
  if (from !== 0)
    visit.report("unserialize-received", call.line, `${path} of ${describeOrigin(from)}`, undefined, value.trail);
  else visit.report("unserialize", call.line, `${path} can build any object`);
}

/** Calls that run text only with certain arguments. */
function checkSometimesEval(call: Call, visit: Visit, path: string): void {
  const [first] = call.args;
  if (!first) return;
  const value = visit.fold(first);
  const isText = first.kind === "text" || first.kind === "join";
  if (visit.language === "php") {
    const isValue = first.kind === "name" || first.kind === "member";
    if (path === "assert" && (isText || (isValue && (value.from & outside) !== 0))) checkEval(call, visit, path);
    const modifiers = path === "preg_replace" ? evaluatingPattern.exec(value.text ?? "")?.[2] : undefined;
    if (modifiers?.includes("e")) checkEval(call, visit, "preg_replace with /e");
    if (path === "preg_replace" && (value.from & origin.request) !== 0)
      visit.report("eval-hidden", call.line, "A request chooses the pattern of preg_replace", undefined, value.trail);
  }
  const options = call.args[3];
  if (/^mb_eregi?_replace$/.test(path) && options && visit.fold(options).text?.includes("e"))
    checkEval(call, visit, path);
  if (visit.language !== "javascript") return;
  if (timers.has(path) && (isText || (value.text !== undefined && value.from !== 0)))
    checkEval(call, visit, `${path} with text`);
  if (/\.constructor\.constructor$|\.(filter|find|map|at|sort|flat|entries|concat|slice|fill)\.constructor$/.test(path))
    checkEval(call, visit, "The Function constructor");
}

/** Functions that make variables of whatever a request holds. */
function checkVariables(call: Call, visit: Visit, path: string): void {
  if (
    visit.language !== "php" ||
    !call.args[0] ||
    (path !== "extract" && (path !== "parse_str" || call.args.length > 1))
  )
    return;
  const { from, trail } = visit.fold(call.args[0]);
  if ((from & origin.request) !== 0)
    visit.report("variables-received", call.line, `${path} makes variables of what a visitor sends`, undefined, trail);
}

function checkRemote(call: Call, visit: Visit, path: string): void {
  const [first] = call.args;
  if (!first || !(path === "import" || path === "importScripts" || path === "require")) return;
  const value = visit.fold(first);
  const text = value.text ?? leadingText(first, visit);
  const isMade = visit.resolve(first).path === madeAddress;
  if (isMade || (text !== undefined && /^(https?:|data:|blob:|\/\/)/i.test(text)))
    visit.report("remote-code", call.line, `${path} loads code from elsewhere`, text, value.trail);
  else if ((value.from & (origin.network | origin.request | origin.decoded)) !== 0 && path !== "require")
    visit.report(
      "remote-code",
      call.line,
      `${path} loads what ${describeOrigin(value.from)} names`,
      undefined,
      value.trail,
    );
}

function checkChain(call: Call, visit: Visit, path: string): void {
  if (!isDecoder(path) || !call.args[0]) return;
  const inner = visit.fold(call.args[0]);
  const nested = call.args[0].kind === "call" && isDecoder(visit.resolve(call.args[0].callee).path);
  const constant = (inner.text?.length ?? 0) > 20 && (inner.from & origin.decoded) !== 0;
  if (nested || constant)
    visit.report(
      "decode-chain",
      call.line,
      `${path} unpacks what another decoder gave`,
      visit.fold(call).text,
      inner.trail,
    );
}

/** PHP functions that call what they are given by name. */
function checkCallback(call: Call, visit: Visit, path: string): void {
  const at = callbacks.get(path);
  const given = at === undefined ? undefined : call.args[at];
  // An object that is made here is no name.
  if (visit.language !== "php" || !given || (given.kind === "call" && given.fresh === true)) return;
  const value = visit.fold(given);
  // Behind a written beginning only some functions can be chosen.
  if (
    (value.from & origin.free) !== 0 &&
    (value.from & (origin.request | origin.network)) !== 0 &&
    path !== "add_action" &&
    path !== "add_filter"
  ) {
    visit.report(
      "call-received",
      call.line,
      `${path} calls a function that ${describeOrigin(value.from & ~origin.pieces)} names`,
      undefined,
      value.trail,
    );
    return;
  }
  const target = value.text?.toLowerCase();
  const kind = target === undefined ? undefined : findKind("php", target);
  const args = call.args.filter((_, place) => place !== at);
  if (target === undefined || (kind !== "eval" && kind !== "process" && target !== "assert")) return;
  if ((value.from & built) !== 0)
    visit.report(
      "call-hidden",
      call.line,
      `The name ${target} is put together from ${describeOrigin(value.from & built)}`,
      undefined,
      value.trail,
    );
  else if (kind === "process") checkProcess({ ...call, args }, visit, `${path} of ${target}`);
  else checkEval({ ...call, args }, visit, `${path} of ${target}`);
}

/** A call whose callee is not written but comes from somewhere. */
function checkCallee(call: Call, visit: Visit, { path, from, trail }: Resolved): boolean {
  if (isDangerous(visit.language, path) && (from & built) !== 0) {
    const words = `The name ${path} is put together from ${describeOrigin(from & built)}`;
    visit.report("call-hidden", call.line, words, undefined, trail);
    return true;
  }
  const dynamic = path === "" || path.startsWith("$") || path.endsWith("*");
  const isPlainMethod = call.callee.kind === "member" && call.callee.property.kind === "text" && !call.callee.index;
  const received = (from & origin.free) === 0 ? 0 : origin.request | origin.network;
  // A method of an object is no function of the machine: only where the request stands right there is it said.
  const isMethod = call.callee.kind === "member" && !call.callee.index && !call.callee.fixed;
  const made = isMethod ? 0 : origin.decoded | origin.characters;
  const suspect = isMethod && trail ? 0 : from & (made | received);
  if (dynamic && !isPlainMethod && suspect !== 0 && visit.language === "php") {
    const words = upperFirst(describeOrigin(suspect));
    if (call.fresh)
      visit.report("class-received", call.line, `${words} names the class that is made`, undefined, trail);
    else visit.report("call-received", call.line, `${words} names the function that is called`, undefined, trail);
    return true;
  }
  return false;
}

/** Everything that rules ask about one call. */
export function checkCall(written: Call, visit: Visit): void {
  const call = placeArguments(written, visit.language);
  const resolved = visit.resolve(call.callee);
  const { path } = resolved;
  const [target, , list] = call.args;
  if ((path === "Reflect.apply" || path === "Reflect.construct") && target)
    checkCall({ ...call, callee: target, args: list?.kind === "list" ? list.items : call.args.slice(1) }, visit);
  if (checkCallee(call, visit, resolved)) return;
  if (path === "") return;
  const kind = findKind(visit.language, path);
  if (visit.language === "python") checkPython(call, visit, path);
  if (kind === "eval") checkEval(call, visit, path);
  if (kind === "process") checkProcess(call, visit, path);
  if (kind === "unserialize") checkUnserialize(call, visit, path);
  if (kind === "debug") visit.report("debug-output", call.line, `${path} is debug output`);
  if (kind === "log") checkLog(call, visit, path);
  if (kind === "dump") checkDump(call, visit, path);
  checkNetworkCall(call, visit, path, kind === "network");
  checkSometimesEval(call, visit, path);
  checkRemote(call, visit, path);
  checkVariables(call, visit, path);
  checkChain(call, visit, path);
  checkCallback(call, visit, path);
  checkElement(call, visit, path);
  checkWrite(call, visit, path);
  checkProcesses(call, visit, path);
  checkSecret(call, visit, path, kind);
  checkAccounts(call, visit, path);
}
