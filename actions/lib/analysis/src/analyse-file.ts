import { analyseProgram } from "./analyse-program.ts";
import type { Finding } from "./finding.ts";
import { prepareFile, type SourceFile } from "./prepare-file.ts";
import type { Declared } from "./rules/visit.ts";

/** Every finding of one file by itself, in the order of its lines. */
export function analyseFile(file: SourceFile, declared: Declared): Finding[] {
  const prepared = prepareFile(file, declared);
  analyseProgram([prepared]);
  return prepared.list();
}
