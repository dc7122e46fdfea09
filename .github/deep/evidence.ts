import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectRoot } from "../scripts/run-program.ts";
import type { DeepCheck, DeepResult } from "./deep-check.ts";

/** What one deep run proved, on which sources. */
export interface Evidence extends DeepResult {
  readonly schemaVersion: 1;
  readonly name: string;
  /** When the run ended, ISO 8601. */
  readonly at: string;
  readonly node: string;
  readonly seconds: number;
  readonly files: number;
  /** `sha256:` over path and bytes of every covered file. */
  readonly sources: string;
}

const evidenceFile = (name: string, root: string) => join(root, "docs/evidence", `${name}.json`);

/** Covered sources in order, without tests. */
export function listCovered(covers: readonly string[], root: string = projectRoot): string[] {
  const exclude = (path: string) => path.endsWith(".test.ts") || path.includes("node_modules");
  return [...new Set(globSync([...covers], { cwd: root, exclude }))].filter((path) => !exclude(path)).sort();
}

export function digestSources(
  covers: readonly string[],
  root: string = projectRoot,
): { files: number; sources: string } {
  const paths = listCovered(covers, root);
  const hash = createHash("sha256");
  for (const path of paths)
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  return { files: paths.length, sources: `sha256:${hash.digest("hex")}` };
}

/** Writes the dated evidence of one run. */
export function writeEvidence(
  check: DeepCheck,
  result: DeepResult,
  seconds: number,
  root: string = projectRoot,
): Evidence {
  const evidence: Evidence = {
    schemaVersion: 1,
    name: check.name,
    at: new Date().toISOString(),
    node: process.version,
    seconds: Math.round(seconds),
    ...digestSources(check.covers, root),
    ...result,
  };
  const file = evidenceFile(check.name, root);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(evidence, null, 2)}\n`);
  return evidence;
}

/** Why the evidence of a check does not hold for the sources as they are, or undefined when it does. */
export function explainStale(
  check: Pick<DeepCheck, "name" | "covers">,
  root: string = projectRoot,
): string | undefined {
  const file = evidenceFile(check.name, root);
  const again = `Run: npm run test:deep -- ${check.name}, and commit docs/evidence/${check.name}.json.`;
  const { files, sources } = digestSources(check.covers, root);
  if (files === 0) return `${check.name} covers no file: mend its globs.`;
  if (!existsSync(file)) return `${check.name} has no evidence. ${again}`;
  const evidence = JSON.parse(readFileSync(file, "utf8")) as Evidence;
  if (evidence.sources !== sources) return `${check.name}: the code it covers changed after ${evidence.at}. ${again}`;
  if (evidence.failed !== 0 || evidence.passed === 0) return `${check.name} failed at ${evidence.at}. ${again}`;
  return undefined;
}
