import { expect, it } from "vitest";
import { planSyntaxChecks } from "./plan-syntax-checks.ts";

it("asks the runtime's own parser about its own files", () => {
  expect(planSyntaxChecks("php", ["a.php", "b.js", "c/d.php"])).toMatchObject({
    args: ["-l"],
    files: ["a.php", "c/d.php"],
  });
  expect(planSyntaxChecks("python", ["a.py"])?.files).toEqual(["a.py"]);
  expect(planSyntaxChecks("bash", ["a.sh", "a.txt"])?.files).toEqual(["a.sh"]);
});

it("has no parser for node, whose bundler parses, nor for binaries", () => {
  expect(planSyntaxChecks("node", ["a.js"])).toBe(null);
  expect(planSyntaxChecks("executable", ["a"])).toBe(null);
});
