import { expect, it } from "vitest";
import { checkBuiltin } from "./check-builtin.ts";

it.each(["node:crypto", "crypto", "node:path", "node:fs/promises", "node:test"])("lets %s be used", (name) => {
  expect(checkBuiltin(name)).toBe(null);
});

it.each([
  "node:child_process",
  "child_process",
  "node:worker_threads",
  "node:sqlite",
  "node:http",
  "dns/promises",
  "net",
])("refuses %s and says why", (name) => {
  expect(checkBuiltin(name)).toMatch(/cannot be used/);
});

it("refuses packages, unless they are installed", () => {
  expect(checkBuiltin("left-pad")).toMatch(/not a file of the plugin/);
  expect(checkBuiltin("@acme/x")).toMatch(/copy what is needed/);
});
