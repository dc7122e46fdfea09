export interface Import {
  readonly specifier: string;
  /** `import type` and `export type`: gone at run time. */
  readonly typeOnly: boolean;
}

const statement = /(?:^|\n|;)\s*(?:import|export)\b((?:\s+type)?)\s*(?:[\w*$,{}\s]*?\bfrom\s*)?["']([^"'\n]+)["']/g;
const call = /\b(?:import|getBuiltinModule)\s*\(\s*["']([^"'\n]+)["']\s*[,)]/g;
/** Line comments only where a line starts with one: `//` inside a string is no comment. */
const comments = /\/\*[\s\S]*?\*\/|^[ \t]*\/\/.*$/gm;

/** Every module a TypeScript source names: static, re-exported, dynamic, and `process.getBuiltinModule`. */
export function parseImports(source: string): Import[] {
  const text = source.replace(comments, "");
  const found: Import[] = [];
  for (const [, type = "", specifier = ""] of text.matchAll(statement))
    found.push({ specifier, typeOnly: type.trim() === "type" });
  for (const [, specifier = ""] of text.matchAll(call)) found.push({ specifier, typeOnly: false });
  return found;
}
