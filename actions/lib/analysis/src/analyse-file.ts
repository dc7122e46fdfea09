import { analyseTree } from "./analyse-source.ts";
import { findLanguage } from "./find-language.ts";
import type { Finding, Language } from "./finding.ts";
import { parseJavascript } from "./parse/parse-javascript.ts";
import { parsePhp } from "./parse/parse-php.ts";
import { parsePython } from "./parse/parse-python.ts";
import type { Tree } from "./parse/tree.ts";
import { checkAlphabet } from "./rules/check-names.ts";
import { checkDisguise, checkPackageFile } from "./rules/check-package-file.ts";
import { checkScript } from "./rules/check-script.ts";
import { checkSource } from "./rules/check-source.ts";
import { findSeverity } from "./rules/rule-table.ts";
import type { Declared } from "./rules/visit.ts";

/** One file of a plugin. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** What python-tree.py printed of it; left out where Python is missing. */
  readonly python?: {
    readonly tree?: unknown;
    readonly why?: string;
    readonly names?: readonly (readonly [number, string])[];
  };
  /** Whether the source of a minified file lies beside it. */
  readonly hasSource?: boolean;
}

/** Larger code files are not parsed. The largest bundle that build makes has 1 MiB; known libraries come in up to 2.5 MiB. */
export const mostBytes = 4 * 1024 * 1024;
/** More findings of one rule in one file say nothing new. */
const mostOfRule = 20;
const mostQuote = 80;

/** A piece of the plugin's text as it may stand in a message: short, one line, printable. */
function quoteText(text: string): string {
  const plain = text.replace(/[^\x20-\x7E]/g, "·");
  return plain.length > mostQuote ? `${plain.slice(0, mostQuote)}…` : plain;
}

function parseFile(file: SourceFile, language: Language, source: string): Tree | undefined {
  if (language === "php") return parsePhp(source);
  if (language === "javascript") return parseJavascript(source, file.path);
  return language === "python" && file.python ? parsePython(file.python.tree) : undefined;
}

const describe = (thrown: unknown) =>
  thrown instanceof RangeError
    ? "it is nested too deep"
    : `its parser says: ${quoteText(thrown instanceof Error ? thrown.message : "nothing")}`;

/** Every finding of one file, in the order of its lines. Never throws: what cannot be read is a finding. */
export function analyseFile(file: SourceFile, declared: Declared): Finding[] {
  const language = findLanguage(file.path);
  const found = new Map<string, Finding>();
  const counts = new Map<string, number>();
  const report = (rule: string, line: number, message: string, quote?: string) => {
    const key = `${rule}\n${line}`;
    const count = (counts.get(rule) ?? 0) + 1;
    if (found.has(key) || count > mostOfRule) return;
    counts.set(rule, count);
    const full = quote === undefined || quote === "" ? `${message}.` : `${message}: ${quoteText(quote)}`;
    found.set(key, { rule, severity: findSeverity(rule, language), path: file.path, line, message: full });
  };
  checkDisguise(file.path, Buffer.from(file.bytes.subarray(0, mostBytes)).toString("latin1"), report);
  if (language !== "text" && file.bytes.length > mostBytes)
    report("not-read", 0, `Not analysed: it has ${file.bytes.length} bytes, at most ${mostBytes} are read`);
  else if (language !== "text" || file.bytes.length <= mostBytes) {
    const source = Buffer.from(file.bytes).toString("utf8");
    checkPackageFile(file.path, source, report);
    if (source.startsWith("#!") && language === "text") checkScript(source, { declared, report });
    if (language !== "text") analyseCode(file, language, source, declared, report);
  }
  // A call says more than the address in it.
  const called = new Set([...found.values()].filter(({ rule }) => rule === "host-undeclared").map(({ line }) => line));
  return [...found.values()]
    .filter(({ rule, line }) => rule !== "host-mentioned" || !called.has(line))
    .sort((a, b) => a.line - b.line);
}

function analyseCode(
  file: SourceFile,
  language: Language,
  source: string,
  declared: Declared,
  report: (rule: string, line: number, message: string, quote?: string) => void,
): void {
  checkSource(source, file.hasSource === true, report);
  if (language === "python" && file.python?.why !== undefined) {
    report("not-read", 0, `Not analysed: ${file.python.why}`);
    return;
  }
  for (const [line, word] of file.python?.names ?? []) checkAlphabet(word, line, report);
  try {
    const tree = parseFile(file, language, source);
    if (tree) analyseTree(tree, language, declared, report);
    else report("tool-missing", 0, "Not analysed: python3 is missing");
  } catch (thrown) {
    report("not-read", 0, `Not analysed: ${describe(thrown)}`);
  }
}
