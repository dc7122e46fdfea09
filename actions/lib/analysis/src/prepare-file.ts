import { createReport, type Report } from "./create-report.ts";
import { findLanguage } from "./find-language.ts";
import type { Finding, Language } from "./finding.ts";
import { type FileScopes, gatherScopes } from "./fold/scope-names.ts";
import { parseJavascript } from "./parse/parse-javascript.ts";
import { parsePhp } from "./parse/parse-php.ts";
import { parsePython } from "./parse/parse-python.ts";
import type { Tree } from "./parse/tree.ts";
import { checkAlphabet } from "./rules/check-names.ts";
import { checkDisguise, checkPackageFile } from "./rules/check-package-file.ts";
import { checkScript } from "./rules/check-script.ts";
import { checkSource } from "./rules/check-source.ts";
import { checkTemplate } from "./rules/check-template.ts";
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

/** A file that was read as far as it can be read alone. */
export interface Prepared {
  readonly path: string;
  readonly language: Language;
  readonly declared: Declared;
  readonly report: Report;
  /** Left out where there is no code, or none that could be parsed. */
  readonly scopes?: FileScopes;
  list(): Finding[];
}

/** Larger code files are not parsed. The largest bundle that build makes has 1 MiB; known libraries come in up to 2.5 MiB. */
export const mostBytes = 4 * 1024 * 1024;

function parseFile(file: SourceFile, language: Language, source: string): Tree | undefined {
  if (language === "php") return parsePhp(source);
  if (language === "javascript") return parseJavascript(source, file.path);
  return language === "python" && file.python ? parsePython(file.python.tree) : undefined;
}

function readCode(file: SourceFile, language: Language, source: string, report: Report): FileScopes | undefined {
  checkSource(source, file.hasSource === true, report.add);
  if (language === "python" && file.python?.why !== undefined) {
    report.add("not-read", 0, `Not analysed: ${file.python.why}`);
    return undefined;
  }
  for (const [line, word] of file.python?.names ?? []) checkAlphabet(word, line, report.add);
  return report.guard(() => {
    const tree = parseFile(file, language, source);
    if (!tree) report.add("tool-missing", 0, "Not analysed: python3 is missing");
    return tree ? gatherScopes(tree, file.path, language) : undefined;
  });
}

/** Reads one file by itself: its text, its disguise, its tree. Never throws: what cannot be read is a finding. */
export function prepareFile(file: SourceFile, declared: Declared): Prepared {
  const language = findLanguage(file.path);
  const report = createReport(file.path, language);
  const { add } = report;
  const answer = { path: file.path, language, declared, report, list: report.list };
  checkDisguise(file.path, Buffer.from(file.bytes.subarray(0, mostBytes)).toString("latin1"), add);
  if (file.bytes.length > mostBytes) {
    if (language !== "text")
      add("not-read", 0, `Not analysed: it has ${file.bytes.length} bytes, at most ${mostBytes} are read`);
    return answer;
  }
  const source = Buffer.from(file.bytes).toString("utf8");
  checkPackageFile(file.path, source, add);
  checkTemplate(file.path, source, add, declared);
  if (source.startsWith("#!") && language === "text") checkScript(source, { declared, report: add });
  const scopes = language === "text" ? undefined : readCode(file, language, source, report);
  return scopes ? { ...answer, scopes } : answer;
}
