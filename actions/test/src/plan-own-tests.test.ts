import { expect, it } from "vitest";
import { planOwnTests } from "./plan-own-tests.ts";

it("names each of node's test files, in one process and with a report that machines read", () => {
  const plan = planOwnTests("node", ["src/a.test.js", "test/a.test.js", "test/deep/b.test.mjs", "test/fake.js"]);
  expect(plan?.args).toEqual([
    "--test",
    "--test-isolation=none",
    "--test-reporter=tap",
    "test/a.test.js",
    "test/deep/b.test.mjs",
  ]);
});

it("takes the pack's own runner for other runtimes", () => {
  expect(planOwnTests("php", ["tests/run.php"])).toMatchObject({ program: "/usr/bin/php" });
  expect(planOwnTests("bash", ["tests/run.sh"])?.args.at(-1)).toBe("tests/run.sh");
});

it("has no tests where there are none", () => {
  expect(planOwnTests("node", ["src/index.js"])).toBe(null);
  expect(planOwnTests("php", ["test/x.php"])).toBe(null);
  expect(planOwnTests("executable", ["tests/run.sh"])).toBe(null);
});

it("starts an interpreter in WebAssembly in place of the machine's", () => {
  const interpreter = { program: "/usr/bin/env", args: ["node", "/p/php.mjs"], readOnly: ["/p"], portable: true };
  expect(planOwnTests("php", ["tests/run.php"], interpreter)).toEqual({
    program: "/usr/bin/env",
    args: ["node", "/p/php.mjs", "-d", "display_errors=stderr", "tests/run.php"],
    readOnly: ["/p"],
  });
});
