import { expect, it } from "vitest";
import { planPluginProgram } from "./plan-plugin-program.ts";

const base = {
  folder: "/store/abc",
  entry: "dist/plugin.mjs",
  childEntry: "/host/child-entry.mjs",
  nodeBinary: "/opt/node",
};

it("gives Node the child side and the entry as a file address, and nothing else to read", () => {
  expect(planPluginProgram({ ...base, runtime: "node", folder: "/store/a b" })).toEqual({
    program: "/opt/node",
    args: ["/host/child-entry.mjs", "file:///store/a%20b/dist/plugin.mjs"],
    readOnly: ["/store/a b", "/host/child-entry.mjs"],
  });
});

it.each([
  ["php", "/usr/bin/php"],
  ["python", "/usr/bin/python3"],
  ["bash", "/bin/bash"],
  ["executable", "/store/abc/main"],
] as const)("starts a %s entry with %s", (runtime, program) => {
  const planned = planPluginProgram({ ...base, runtime, entry: "main" });
  expect(planned.program).toBe(program);
  expect([planned.program, ...planned.args]).toContain("/store/abc/main");
  expect(planned.readOnly).toEqual(["/store/abc"]);
});

it.each(["../other/plugin.mjs", "dist/../../x", ".."])("refuses the entry %s outside its folder", (entry) => {
  expect(() => planPluginProgram({ ...base, runtime: "node", entry })).toThrow(
    expect.objectContaining({ code: "load_failed" }),
  );
});

it.each(["php", "python"] as const)("gives an interpreter in WebAssembly the arguments of %s", (runtime) => {
  const own = planPluginProgram({ ...base, runtime, entry: "main" });
  const interpreter = { program: "/usr/bin/env", args: ["node", `/p/${runtime}.mjs`], readOnly: ["/p"] };
  expect(planPluginProgram({ ...base, runtime, entry: "main", interpreter })).toMatchObject({
    program: "/usr/bin/env",
    args: ["node", `/p/${runtime}.mjs`, ...own.args],
    readOnly: ["/store/abc", "/p"],
  });
});
