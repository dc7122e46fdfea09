import type { Language } from "./finding.ts";
import { createFolder } from "./fold/create-folder.ts";
import { gatherScopes, normaliseModule, type Scope } from "./fold/scope-names.ts";
import { listChildren, type Tree } from "./parse/tree.ts";
import { isDangerous } from "./rules/call-names.ts";
import { checkCall } from "./rules/check-call.ts";
import { checkNames } from "./rules/check-names.ts";
import { checkAssign, checkImport, checkInclude, checkName } from "./rules/check-place.ts";
import { checkText } from "./rules/check-text.ts";
import type { Declared, Visit } from "./rules/visit.ts";

type Report = Visit["report"];

const cardField = /cc-?(num|number|csc|exp)|card-?_?(num|number)|\bcvv\b|\bcvc\b/i;
const sends = /(^|\.)(sendBeacon|fetch|WebSocket|ajax|post)$|^XMLHttpRequest$/;

/** Runs every rule over the tree of one file. @throws RangeError when it is too deep. */
export function analyseTree(root: Tree, language: Language, declared: Declared, report: Report): void {
  const scopes = gatherScopes(root);
  const folder = createFolder(language, (path) => isDangerous(language, path));
  let scope = scopes.get(root) as Scope;
  const fields: number[] = [];
  let away = false;
  const visit: Visit = {
    language,
    declared,
    fold: (tree) => folder.fold(tree, scope),
    resolve: (tree) => folder.resolve(tree, scope),
    report: (rule, line, message, quote) => {
      if (rule === "host-undeclared" || rule === "host-number" || rule === "host-mentioned" || rule === "host-drop")
        away = true;
      report(rule, line, message, quote);
    },
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
      case "call": {
        checkCall(tree, visit);
        const { path } = visit.resolve(tree.callee);
        if (sends.test(path)) fields.push(-1);
        const { text, from } = visit.fold(tree);
        // What a decoder or joiner makes of constants is text of the plugin like any other.
        if (text !== undefined && from !== 0) checkText(text, tree.line, visit);
        if (["require", "import", "__import__", "importlib.import_module", "process.getBuiltinModule"].includes(path)) {
          const module = tree.args[0] ? visit.fold(tree.args[0]).text : undefined;
          if (module !== undefined) checkImport(normaliseModule(module), tree.line, visit);
        }
        break;
      }
      case "include":
        checkInclude(tree, visit);
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
        if (tree.what === "DebuggerStatement") report("debug-output", tree.line, "debugger stops the browser");
        break;
      default:
        break;
    }
  };
  const walk = (tree: Tree, inJoin: boolean) => {
    const outer = scope;
    scope = scopes.get(tree) ?? scope;
    look(tree, inJoin);
    const folds = tree.kind === "join" && visit.fold(tree).text !== undefined;
    for (const child of listChildren(tree)) walk(child, folds || (inJoin && tree.kind === "join"));
    scope = outer;
  };
  walk(root, false);
  checkNames(root, report);
  const field = fields.find((line) => line >= 0);
  if (field !== undefined && away && fields.includes(-1))
    report("card-capture", field, "Card fields are named in a script that calls an undeclared host");
}
