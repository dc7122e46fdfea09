import { linkCalls } from "../flow/link-calls.ts";
import { makeProgram } from "../flow/program.ts";
import { gatherScopes } from "../fold/scope-names.ts";
import { parseJavascript } from "../parse/parse-javascript.ts";
import { parsePhp } from "../parse/parse-php.ts";
import { parsePython } from "../parse/parse-python.ts";
import { isDangerous } from "../rules/call-names.ts";
import { readPythonTrees } from "./analyse-samples.ts";

/** A plugin's files of one language, indexed, and their calls linked. */
export function makeLinked(language: "php" | "javascript" | "python", sources: Readonly<Record<string, string>>) {
  const trees = language === "python" ? readPythonTrees(Object.values(sources)) : [];
  const files = Object.entries(sources).map(([path, source], at) => {
    const tree =
      language === "php"
        ? parsePhp(`<?php ${source}`)
        : language === "javascript"
          ? parseJavascript(source, path)
          : parsePython(trees[at]?.tree);
    return gatherScopes(tree, path, language);
  });
  const program = makeProgram(language, files);
  const folder = linkCalls(program, (path) => isDangerous(language, path));
  /** The function of a name. */
  const scopeOf = (name: string) => {
    const found = files
      .flatMap(({ scopes }) => [...scopes.values()])
      .find(({ tree }) => tree.kind === "scope" && tree.name === name);
    if (!found) throw new Error(`There is no ${name}.`);
    return found;
  };
  return { program, folder, files, scopeOf };
}
