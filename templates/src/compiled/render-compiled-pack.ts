import { compileToText } from "../compile-source.ts";
import type { Pack } from "../pack.ts";

/** A pack as the text of a JavaScript module: its data, and every template as a function; `stamp` says of which files. */
export function renderCompiledPack(pack: Pack, stamp: string): string {
  const { definition, digest, templates, words, migrations } = pack;
  const functions = [...templates.keys()]
    .filter((path) => path.endsWith(".eta"))
    .map((path) => `[${JSON.stringify(path)}, function (it, options) {${compileToText(templates.get(path) ?? "")}\n}]`);
  // What became a function is not carried along as text.
  const sources = [...templates].map(([path, text]) => [path, path.endsWith(".eta") ? "" : text]);
  return [
    `export const stamp = ${JSON.stringify(stamp)};`,
    `export const definition = ${JSON.stringify(definition)};`,
    `export const digest = ${JSON.stringify(digest)};`,
    `export const templates = new Map(${JSON.stringify(sources)});`,
    `export const words = new Map(${JSON.stringify([...words])});`,
    `export const migrations = ${JSON.stringify(migrations)};`,
    `const compiled = new Map([\n${functions.join(",\n")}\n]);`,
    "export const compile = (source, path) => compiled.get(path);",
    "",
  ].join("\n");
}
