import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../scripts/run-program.ts";
import { listCovered } from "./evidence.ts";
import { longRuns } from "./long-run-checks.ts";

describe.each(longRuns)("the long run $name", ({ covers, tests, env }) => {
  it.each(tests)("asks %s for a number that it really reads", (test) => {
    const text = readFileSync(join(projectRoot, test), "utf8");
    for (const name of Object.keys(env)) expect(text).toContain(`process.env["${name}"]`);
  });

  it("covers sources that exist", () => {
    for (const glob of covers) expect(listCovered([glob]).length, glob).toBeGreaterThan(0);
  });
});
