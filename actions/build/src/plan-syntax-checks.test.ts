import { expect, it } from "vitest";
import { planSyntaxChecks } from "./plan-syntax-checks.ts";

it("asks the runtime's own parser about its own files", () => {
  expect(planSyntaxChecks("php", ["a.php", "b.js", "c/d.phtml"])?.files).toEqual(["a.php", "c/d.phtml"]);
  expect(planSyntaxChecks("python", ["a.py"])?.files).toEqual(["a.py"]);
  expect(planSyntaxChecks("bash", ["a.sh", "a.txt"])?.files).toEqual(["a.sh"]);
});

it("starts few processes, but one per script for bash, which reads the first only", () => {
  expect(planSyntaxChecks("php", [])?.atOnce).toBeGreaterThan(50);
  expect(planSyntaxChecks("bash", [])?.atOnce).toBe(1);
});

it("has no parser for node, whose bundler parses, nor for binaries", () => {
  expect(planSyntaxChecks("node", ["a.js"])).toBe(null);
  expect(planSyntaxChecks("executable", ["a"])).toBe(null);
});
