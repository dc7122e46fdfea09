import { linkCalls } from "../flow/link-calls.ts";
import { makeProgram } from "../flow/program.ts";
import type { Resolved } from "../fold/create-resolver.ts";
import type { Folded } from "../fold/fold-calls.ts";
import { gatherScopes } from "../fold/scope-names.ts";
import { parseJavascript } from "../parse/parse-javascript.ts";
import { parsePhp } from "../parse/parse-php.ts";
import { listChildren, type Tree } from "../parse/tree.ts";
import { isDangerous } from "../rules/call-names.ts";

/** The last call of `probe(x)` or `$x` in a source: what its argument folds to, and what the argument means as a callee. */
export function foldProbe(language: "php" | "javascript", source: string): Folded & Resolved {
  const root = language === "php" ? parsePhp(`<?php ${source}`) : parseJavascript(source, "a.mjs");
  const file = gatherScopes(root, "a", language);
  const { scopes } = file;
  const folder = linkCalls(makeProgram(language, [file]), (path) => isDangerous(language, path));
  let answer: (Folded & Resolved) | undefined;
  const walk = (tree: Tree, outer = scopes.get(root)) => {
    const scope = scopes.get(tree) ?? outer;
    const isProbe = tree.kind === "call" && tree.callee.kind === "name" && tree.callee.name === "probe";
    const [given] = isProbe ? tree.args : [];
    if (given && scope) {
      const folded = folder.fold(given, scope);
      const resolved = folder.resolve(given, scope);
      answer = { ...folded, path: resolved.path, from: folded.from | resolved.from };
    }
    for (const child of listChildren(tree)) walk(child, scope);
  };
  walk(root);
  if (!answer) throw new Error("The source has no probe(…).");
  return answer;
}
