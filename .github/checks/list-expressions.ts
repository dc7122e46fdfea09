import { parseAst } from "rolldown/parseAst";
import { isTestBed, listProjectFiles, listSources, readProjectFile } from "./list-project-files.ts";

/** A regular expression that shipped code or a schema applies to text. */
export interface Expression {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

interface AstNode {
  readonly type: string;
  readonly regex?: { readonly pattern: string; readonly flags: string };
  readonly callee?: { readonly name?: string };
}

function walkNodes(value: unknown, visit: (node: AstNode) => void): void {
  if (Array.isArray(value)) for (const item of value) walkNodes(item, visit);
  else if (typeof value === "object" && value !== null) {
    if ("type" in value) visit(value as AstNode);
    for (const inner of Object.values(value)) walkNodes(inner, visit);
  }
}

/** The literals of one TypeScript file; one made at run time stands there with the flag `dynamic`, since no tool can judge it. */
export function parseExpressions(text: string, file: string): Expression[] {
  const found: Expression[] = [];
  walkNodes(parseAst(text, { lang: "ts" }), (node) => {
    if (node.type === "Literal" && node.regex)
      found.push({ file, source: node.regex.pattern, flags: node.regex.flags });
    if (/^(New|Call)Expression$/u.test(node.type) && node.callee?.name === "RegExp")
      found.push({ file, source: "", flags: "dynamic" });
  });
  return found;
}

function parsePatterns(schema: unknown, file: string): Expression[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === "pattern" && typeof value === "string" ? [{ file, source: value, flags: "u" }] : parsePatterns(value, file),
  );
}

// The embedded GitHub, benchmarks and our own checks read nothing that a stranger wrote.
const notShipped = /^(?:app\/local|bench|\.github)\//u;

/** Every expression of shipped sources and schemas, each once. */
export function listExpressions(): Expression[] {
  const literals = listSources()
    .filter((file) => !notShipped.test(file) && !isTestBed(file))
    .flatMap((file) => parseExpressions(readProjectFile(file), file));
  const patterns = listProjectFiles()
    .filter((file) => /^schemas\/definitions\/.*\.json$/u.test(file))
    .flatMap((file) => parsePatterns(JSON.parse(readProjectFile(file)), file));
  return [...new Map([...literals, ...patterns].map((one) => [`/${one.source}/${one.flags}`, one])).values()];
}
