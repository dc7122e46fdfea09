/**
 * Analyses a folder behind the boundary and prints the answer as JSON. Arguments: the folder. Standard input: JSON with
 * `declared` and `python`, the lines that python-tree.py printed, or null where Python is missing.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { analyseFiles } from "./analyse-files.ts";
import type { SourceFile } from "./prepare-file.ts";
import type { Declared } from "./rules/visit.ts";

const [folder = "."] = process.argv.slice(2);
const { declared, python } = JSON.parse(readFileSync(0, "utf8")) as { declared: Declared; python: string | null };
const trees = new Map<string, NonNullable<SourceFile["python"]>>();
for (const line of python?.split("\n").filter(Boolean) ?? []) {
  const answer = JSON.parse(line) as NonNullable<SourceFile["python"]> & { path: string };
  trees.set(answer.path, answer);
}

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  .sort()
  .map((path): SourceFile => {
    const bytes = readFileSync(join(folder, path));
    const tree = trees.get(path);
    return tree ? { path, bytes, python: tree } : { path, bytes };
  });
process.stdout.write(JSON.stringify(analyseFiles(files, declared)));
