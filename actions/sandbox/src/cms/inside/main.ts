/** The program behind the boundary: starts CMS, provider and browser, plays the scenario, and writes evidence to stdout. */
import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import type { InsidePlan } from "./inside-plan.ts";
import { runInside } from "./run-inside-transport.ts";
import { sealLine } from "./seal-line.ts";

const plan = JSON.parse(await text(process.stdin)) as InsidePlan;
const late = setTimeout(() => {
  process.stderr.write(`The scenario took longer than ${plan.deadlineMs} ms.\n`);
  process.exit(3);
}, plan.deadlineMs);
await runInside(plan, {
  keys: {
    apiKey: `sk_test_${randomBytes(12).toString("hex")}`,
    webhookSecret: `whsec_${randomBytes(12).toString("hex")}`,
  },
  write: (line) =>
    new Promise((resolve) => process.stdout.write(`${sealLine(plan.seal, JSON.stringify(line))}\n`, () => resolve())),
});
clearTimeout(late);
process.exit(0);
