import { type Frame, makeFrame } from "./flow/frame.ts";
import type { Program } from "./flow/program.ts";
import type { Folder } from "./fold/create-folder.ts";
import { origin } from "./fold/origin.ts";
import type { Scope } from "./fold/scope.ts";
import { type FileScopes, normaliseModule } from "./fold/scope-names.ts";
import { listChildren, type Tree } from "./parse/tree.ts";
import { checkCall } from "./rules/check-call.ts";
import { checkLoop } from "./rules/check-loop.ts";
import { checkNames } from "./rules/check-names.ts";
import { checkAssign, checkImport, checkInclude, checkName } from "./rules/check-place.ts";
import { checkText } from "./rules/check-text.ts";
import { isReference } from "./rules/hosts.ts";
import type { Declared, Visit } from "./rules/visit.ts";

type Report = Visit["report"];

const cardField = /cc-?(num|number|csc|exp)|card-?_?(num|number)|\bcvv\b|\bcvc\b/i;
const sends = /(^|\.)(sendBeacon|fetch|WebSocket|ajax|post)$|^XMLHttpRequest$/;
const loaders = new Set(["require", "import", "__import__", "importlib.import_module", "process.getBuiltinModule"]);
const aboutHosts = new Set(["host-undeclared", "host-number", "host-mentioned", "host-drop"]);
/** A function that is called in more places is looked at for so many of them. */
const mostCallers = 12;

/** Runs every rule over the tree of one file. @throws RangeError when it is too deep. */
export function analyseTree(
  { top, scopes }: FileScopes,
  program: Program,
  folder: Folder,
  declared: Declared,
  report: Report,
): void {
  const { language } = program.linker;
  let scope = top;
  let frame: Frame | undefined;
  const fields: number[] = [];
  let away = false;
  const visit: Visit = {
    language,
    declared,
    fold: (tree) => folder.fold(tree, scope, frame),
    resolve: (tree) => folder.resolve(tree, scope, frame),
    listTargets: (call) =>
      folder.finder.findTargets(call, folder.resolve(call.callee, scope, frame).path, scope, frame),
    holds: program.holds,
    report: (rule, line, message, quote, trail) => {
      if (aboutHosts.has(rule) && !(rule === "host-mentioned" && isReference(quote ?? ""))) away = true;
      report(rule, line, message, quote, trail);
    },
  };
  /** Made once for all that a function holds, and dropped behind it: what is known of a caller is asked for by each of its calls. */
  const frames = new Map<Scope, readonly Frame[]>();
  /** The enclosing function as each of its callers calls it. */
  const listFrames = (inner: Scope): readonly Frame[] => {
    const made =
      frames.get(inner) ??
      (program.sites.get(inner) ?? [])
        .slice(0, mostCallers)
        .map(({ bound, scope: site, line }) => makeFrame(inner, bound, { scope: site, frame: undefined, line }));
    frames.set(inner, made);
    return made;
  };
  const varies = (trees: readonly Tree[]) => trees.some((tree) => (visit.fold(tree).from & origin.varies) !== 0);
  const lookAtCall = (tree: Tree & { kind: "call" }) => {
    checkCall(tree, visit);
    const { path } = visit.resolve(tree.callee);
    if (sends.test(path)) fields.push(-1);
    const { text, from } = visit.fold(tree);
    // What a decoder or joiner makes of constants is text of the plugin like any other.
    if (text !== undefined && from !== 0) checkText(text, tree.line, visit);
    if (!loaders.has(path)) return;
    const module = tree.args[0] ? visit.fold(tree.args[0]).text : undefined;
    if (module !== undefined) checkImport(normaliseModule(module), tree.line, visit);
  };
  const eachCaller = (parts: readonly Tree[], look: () => void) => {
    look();
    if (!program.sites.has(scope) || !varies(parts)) return;
    for (const each of listFrames(scope)) {
      frame = each;
      look();
    }
    frame = undefined;
  };
  const look = (tree: Tree, inJoin: boolean) => {
    switch (tree.kind) {
      case "text":
        if (!inJoin) checkText(tree.text, tree.line, visit);
        if (language === "javascript" && tree.text.length < 300 && cardField.test(tree.text)) fields.push(tree.line);
        break;
      case "join": {
        const { text } = visit.fold(tree);
        if (!inJoin && text !== undefined) checkText(text, tree.line, visit);
        break;
      }
      case "call":
        eachCaller([tree.callee, ...tree.args], () => lookAtCall(tree));
        break;
      case "include":
        eachCaller([tree.what], () => checkInclude(tree, visit));
        break;
      case "import":
        checkImport(normaliseModule(tree.module), tree.line, visit);
        break;
      case "assign":
        checkAssign(tree, visit);
        break;
      case "name":
        checkName(tree.name, tree.line, visit);
        break;
      case "group":
        if (tree.what === "loop" || tree.what === "waiting loop") checkLoop(tree, visit);
        if (tree.what === "DebuggerStatement") report("debug-output", tree.line, "debugger stops the browser");
        break;
      default:
        break;
    }
  };
  const walk = (tree: Tree, inJoin: boolean) => {
    const outer = scope;
    look(tree, inJoin);
    scope = scopes.get(tree) ?? scope;
    const folds = tree.kind === "join" && visit.fold(tree).text !== undefined;
    for (const child of listChildren(tree)) walk(child, folds || (inJoin && tree.kind === "join"));
    if (scope !== outer) frames.delete(scope);
    scope = outer;
  };
  walk(top.tree, false);
  checkNames(top.tree, report);
  const field = fields.find((line) => line >= 0);
  if (field !== undefined && away && fields.includes(-1))
    report("card-capture", field, "Card fields are named in a script that calls an undeclared host");
}
