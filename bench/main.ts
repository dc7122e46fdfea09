/** `npm run bench [-- name …] [--quick] [--json]`: runs the benchmarks and prints a table; JSON goes to `.cache/bench/<name>.json`. */
import { globSync, mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { basename, join } from "node:path";
import { checkNodeVersion } from "../app/cli/src/check-node-version.ts";
import type { Benchmark } from "./harness/benchmark.ts";
import { renderTable } from "./harness/render-table.ts";

const tooOld = checkNodeVersion(process.version);
if (tooOld) {
  console.error(tooOld);
  process.exit(1);
}
const flags = new Set(process.argv.slice(2).filter((argument) => argument.startsWith("--")));
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const known = globSync("*.ts", { cwd: import.meta.dirname })
  .map((file) => basename(file, ".ts"))
  .filter((name) => name !== "main" && !name.endsWith(".test"))
  .sort();
const unknown = [
  ...wanted.filter((name) => !known.includes(name)),
  ...[...flags].filter((flag) => flag !== "--quick" && flag !== "--json"),
];
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(", ")}. Benchmarks: ${known.join(", ")}. Flags: --quick, --json.`);
  process.exit(2);
}

const results = join(import.meta.dirname, "../.cache/bench");
mkdirSync(results, { recursive: true });
for (const name of wanted.length > 0 ? wanted : known) {
  const { benchmark } = (await import(`./${name}.ts`)) as { benchmark: Benchmark };
  console.error(`${name}: ${benchmark.summary}`);
  const loadBefore = loadavg()[0];
  const report = await benchmark.run({ quick: flags.has("--quick"), say: (line) => console.error(`  ${line}`) });
  const machine = {
    node: process.version,
    cpu: cpus()[0]?.model ?? "",
    cores: availableParallelism(),
    loadBefore,
    loadAfter: loadavg()[0],
  };
  const result = { schemaVersion: 1, name, at: new Date().toISOString(), machine, ...report };
  writeFileSync(join(results, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  console.log(flags.has("--json") ? JSON.stringify(result) : `${renderTable(report)}\n`);
}
