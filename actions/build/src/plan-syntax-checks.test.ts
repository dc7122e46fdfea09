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

it("lets PHP in WebAssembly, which starts no other process, parse all files in one", () => {
  const interpreter = { program: "/usr/bin/env", args: ["node", "/p/php.mjs"], readOnly: ["/p"], portable: true };
  const check = planSyntaxChecks("php", ["a.php"], interpreter);
  expect(check).toMatchObject({ program: "/usr/bin/env", files: ["a.php"] });
  expect(check?.args.slice(0, 2)).toEqual(["node", "/p/php.mjs"]);
  expect(check?.args.join(" ")).toContain("TOKEN_PARSE");
  expect(check?.args.join(" ")).not.toContain("proc_open");
});
