/** `npm test`: runs every check in order, one line each, and ends with the plain line `N passed, N failed[, N skipped]`. */
import { checkNodeVersion } from "../../app/cli/src/check-node-version.ts";
import type { CheckResult, Skip } from "./check.ts";
import { listChecks } from "./list-checks.ts";
import { renderClosingLine, renderLine, renderSkips } from "./render-checks.ts";

const tooOld = checkNodeVersion(process.version);
if (tooOld) {
  console.error(`${tooOld}\nRun the checks with: npm test`);
  process.exit(1);
}

const only = process.argv.slice(2);
const checks = listChecks().filter(({ name }) => only.length === 0 || only.includes(name));
const failures: string[] = [];
const skips: Skip[] = [];
let passed = 0;
let failed = 0;

for (const check of checks) {
  const started = performance.now();
  if (process.stdout.isTTY) process.stdout.write(`… ${check.name}`);
  const result: CheckResult = await check.run().catch((error: unknown) => ({
    passed: 0,
    failed: 1,
    skips: [],
    saw: "the check itself broke",
    details: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  passed += result.passed;
  failed += result.failed;
  skips.push(...result.skips);
  if (process.stdout.isTTY) process.stdout.write("\r\u001b[2K");
  console.log(renderLine(check.name, result, (performance.now() - started) / 1000));
  if (result.details) failures.push(`── ${check.name}\n${result.details}`);
}
if (failures.length > 0) console.log(`\n${failures.join("\n\n")}`);
if (skips.length > 0) console.log(`\n${renderSkips(skips)}`);
console.log(`\n${renderClosingLine(passed, failed, skips.length)}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
