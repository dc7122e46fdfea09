/** `npm run test:deep [-- name …]`: the checks that take long; `mutation` means every `mutation-…`. Each writes its dated evidence below docs/evidence/. */
import { checkNodeVersion } from "../../app/cli/src/check-node-version.ts";
import { renderClosingLine } from "../scripts/render-checks.ts";
import { writeEvidence } from "./evidence.ts";
import { listDeepChecks } from "./list-deep-checks.ts";

const tooOld = checkNodeVersion(process.version);
if (tooOld) {
  console.error(`${tooOld}\nRun the checks with: npm run test:deep`);
  process.exit(1);
}
const known = listDeepChecks();
const wanted = process.argv.slice(2);
const isMeant = (name: string, check: { readonly name: string }) =>
  check.name === name || check.name.startsWith(`${name}-`);
const unknown = wanted.filter((name) => !known.some((check) => isMeant(name, check)));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(", ")}. Deep checks: ${known.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}
let passed = 0;
let failed = 0;
for (const check of known.filter((check) => wanted.length === 0 || wanted.some((name) => isMeant(name, check)))) {
  console.log(`${check.name}: ${check.summary}`);
  const missing = check.explainMissing?.();
  if (missing !== undefined) {
    console.log(`  NOT RUN: ${missing}.\n`);
    continue;
  }
  const started = performance.now();
  const result = await check.run((line) => console.log(`  ${line}`));
  const { files, seconds } = writeEvidence(check, result, (performance.now() - started) / 1000);
  passed += result.passed;
  failed += result.failed;
  for (const failure of result.failures) console.log(`  ✗ ${failure}`);
  console.log(`  ${result.passed} passed, ${result.failed} failed over ${files} files in ${seconds} s\n`);
}
console.log(renderClosingLine(passed, failed, 0));
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
