import { analyseTree } from "./analyse-source.ts";
import { linkCalls } from "./flow/link-calls.ts";
import { makeProgram, type Program } from "./flow/program.ts";
import { createFolder, type Folder } from "./fold/create-folder.ts";
import type { Prepared } from "./prepare-file.ts";
import { isDangerous } from "./rules/call-names.ts";

/** Values in circles are known one round later than those outside. */
const mostRounds = 3;

/** The calls, linked; undefined for code that breaks it, which is read without. */
function linkSafely(program: Program, isSuspect: (path: string) => boolean): Folder | undefined {
  try {
    return linkCalls(program, isSuspect);
  } catch {
    return undefined;
  }
}

/** Runs every rule over files of one language, whose functions call each other. */
function analyseLanguage(
  language: "php" | "javascript" | "python",
  files: readonly Prepared[],
  paths: readonly string[],
  mostSteps?: number,
): void {
  const isSuspect = (path: string) => isDangerous(language, path);
  const program = makeProgram(
    language,
    files.flatMap(({ scopes }) => scopes ?? []),
    mostSteps,
    paths,
  );
  const linked = linkSafely(program, isSuspect);
  let folder = linked ?? createFolder(program, isSuspect);
  for (const { report } of files) report.keep();
  for (let round = 1; ; round += 1) {
    for (const { scopes, report, declared } of files)
      if (scopes) report.guard(() => analyseTree(scopes, program, folder, declared, report.add));
    if (round >= mostRounds || !folder.tracker.isUnsettled(folder.fold)) break;
    folder = createFolder(program, isSuspect, folder);
    for (const { report } of files) report.forget();
  }
  if (folder.tracker.isSpent())
    files[0]?.report.add(
      "not-read",
      0,
      "Not analysed to its end: its names and calls lead in more circles than were followed",
    );
  else if (!linked || !folder.tracker.mayFollow())
    files[0]?.report.add("not-followed", 0, "The plugin's functions call each other in more ways than were followed");
}

/** Runs every rule that asks about code over a plugin's files. `mostSteps`: see makeProgram. */
export function analyseProgram(files: readonly Prepared[], mostSteps?: number): void {
  const paths = files.map(({ path }) => path);
  for (const language of ["php", "javascript", "python"] as const) {
    const own = files.filter((file) => file.language === language && file.scopes);
    if (own.length > 0) analyseLanguage(language, own, paths, mostSteps);
  }
}
