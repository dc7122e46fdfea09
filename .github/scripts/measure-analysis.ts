/**
 * Counts what the static analysis finds in well-known code that is no malware, and writes it into docs/evidence/static-analysis.json.
 * Arguments: the group that is replaced there (`payment`: what the forge's users write, `core`: platforms and libraries), then
 * `<name>=<folder>` each. The manifest that is assumed declares every capability and no host. Prints every finding; the progress
 * line of each name tells the longest time and largest heap of one plugin.
 */
import { spawnSync } from "node:child_process";
import { globSync, lstatSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { analyseFiles, findLanguage, type SourceFile } from "@plugsmith/analysis/rules";

const root = join(import.meta.dirname, "../..");
const declared = { hosts: [], network: true, files: true, usb: true };
/** Tests attack on purpose, and are not in a package. */
const skipped =
  /(^|\/)(tests?|__tests__|spec|testing|e2e|cypress|playwright|node_modules\/@plugsmith)\/|\.(test|spec|cy)\.[cm]?[jt]sx?$/i;
const metadata =
  /(^|\/)(package|composer)\.json$|(^|\/)\.htaccess$|\.(tpl|twig|svg|pth)$|\/(layout|page_layout|ui_component)\/[^/]+\.xml$/;
/** Larger trees hold many packages; their folders are read as plugins are, one by one. */
const mostBytes = 8 * 1024 * 1024;

function readPython(folder: string, paths: readonly string[]): Map<string, NonNullable<SourceFile["python"]>> {
  const script = join(root, "actions/lib/analysis/src/parse/python-tree.py");
  const trees = new Map<string, NonNullable<SourceFile["python"]>>();
  const run = spawnSync("/usr/bin/python3", ["-I", script, folder, ...paths], { encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(run.stderr.slice(0, 2_000));
  for (const line of run.stdout.trim().split("\n")) {
    const answer = JSON.parse(line) as NonNullable<SourceFile["python"]> & { path: string };
    trees.set(answer.path, answer);
  }
  return trees;
}

/** A folder's files as a plugin, or, where they are more than a plugin has, those of the folders in it. */
function groupFiles(folder: string, paths: readonly string[], depth = 0): string[][] {
  const size = paths.reduce((sum, path) => sum + lstatSync(join(folder, path)).size, 0);
  if (size <= mostBytes || depth > 8 || paths.length < 2) return paths.length > 0 ? [[...paths]] : [];
  const byFolder = new Map<string, string[]>();
  for (const path of paths) {
    const inner = path
      .split("/")
      .slice(0, depth + 1)
      .join("/");
    byFolder.set(inner, [...(byFolder.get(inner) ?? []), path]);
  }
  const alone = [...byFolder.values()].filter((part) => part.length === 1).flat();
  const parts = [...byFolder.values()].filter((part) => part.length > 1);
  return [...(alone.length > 0 ? [alone] : []), ...parts.flatMap((part) => groupFiles(folder, part, depth + 1))];
}

interface Group {
  readonly corpora: { name: string; files: number; lines: number }[];
  readonly lines: Record<string, number>;
  readonly counts: Record<string, Record<string, number>>;
}

const target = join(root, "docs/evidence/static-analysis.json");
const { corpora, lines, counts }: Group = { corpora: [], lines: {}, counts: {} };
const [groupName, ...folders] = process.argv.slice(2);
if (groupName !== "payment" && groupName !== "core") throw new Error("The first argument is payment or core");

const sorted = <T>(record: Record<string, T>) => Object.fromEntries(Object.entries(record).sort());

/** What is known so far: a run over millions of lines may be ended before its end. */
function writeEvidence(group: string): void {
  const known = JSON.parse(readFileSync(target, "utf8")) as { groups?: Record<string, Group> };
  const own = {
    measuredAt: new Date().toISOString().slice(0, 10),
    corpora,
    lines: sorted(lines),
    counts: sorted(counts),
  };
  const evidence = {
    about: "Findings in well-known code, by group, rule and language; .github/scripts/measure-analysis.ts",
    groups: sorted({ ...known.groups, [group]: own }),
  };
  writeFileSync(target, `${JSON.stringify(evidence, null, 2)}\n`);
}

for (const argument of folders) {
  const [name = "", folder = ""] = argument.split("=");
  const paths = globSync("**/*", { cwd: folder })
    .filter((path) => (findLanguage(path) !== "text" || metadata.test(path)) && !skipped.test(path))
    .filter((path) => lstatSync(join(folder, path)).isFile())
    .sort();
  let [read, longest, largest] = [0, 0, 0];
  for (const part of groupFiles(folder, paths)) {
    const python = part.filter((path) => findLanguage(path) === "python");
    const trees = python.length > 0 ? readPython(folder, python) : new Map<string, NonNullable<SourceFile["python"]>>();
    const files = part.map((path) => {
      const bytes = readFileSync(join(folder, path));
      const tree = trees.get(path);
      const language = findLanguage(path);
      lines[language] = (lines[language] ?? 0) + bytes.toString("latin1").split("\n").length;
      return tree ? { path, bytes, python: tree } : { path, bytes };
    });
    const began = performance.now();
    const answer = analyseFiles(files, declared);
    longest = Math.max(longest, performance.now() - began);
    largest = Math.max(largest, process.memoryUsage().heapUsed);
    read += answer.lines;
    for (const { rule, path, line, message } of answer.findings) {
      const byRule = (counts[rule] ??= {});
      const language = findLanguage(path);
      byRule[language] = (byRule[language] ?? 0) + 1;
      console.log(`${rule} ${name}/${path}:${line} ${message}`);
    }
  }
  corpora.push({ name, files: paths.length, lines: read });
  const cost = `${(longest / 1_000).toFixed(1)} s, ${Math.round(largest / 1_048_576)} MiB`;
  console.error(`${name}: ${paths.length} files, ${read} lines; one plugin at most ${cost}`);
  writeEvidence(groupName);
}
