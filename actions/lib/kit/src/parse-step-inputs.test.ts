import { describe, expect, it } from "vitest";
import { parseStepInputs } from "./parse-step-inputs.ts";

const raw = {
  pluginDir: "/repo/plugins/acme-pay",
  outDir: "/tmp/out",
  name: "acme-pay",
  headSha: "a".repeat(40),
  request: "12",
};

describe("parseStepInputs", () => {
  it("reads all of them", () => {
    expect(parseStepInputs(raw)).toEqual({ ...raw, request: 12 });
    expect(parseStepInputs({ ...raw, headSha: "", request: "" })).toEqual({
      pluginDir: raw.pluginDir,
      outDir: raw.outDir,
      name: "acme-pay",
    });
  });

  it("starts relative paths at the workspace, and ignores a slash at the end", () => {
    const parsed = parseStepInputs({ ...raw, pluginDir: "plugins/acme-pay/", workspace: "/repo" });
    expect(parsed.pluginDir).toBe("/repo/plugins/acme-pay");
  });

  it.each([
    ["plugin-dir", { pluginDir: "plugins/acme-pay" }],
    ["plugin-dir", { pluginDir: "/repo/plugins/other" }],
    ["out-dir", { outDir: "out" }],
    ["name", { name: "Acme", pluginDir: "/x/Acme" }],
    ["name", { name: "a--b", pluginDir: "/x/a--b" }],
    ["head-sha", { headSha: "main" }],
    ["request", { request: "0" }],
    ["request", { request: "12; rm" }],
  ])("names a wrong %s", (name, changes) => {
    expect(() => parseStepInputs({ ...raw, ...changes })).toThrow(
      expect.objectContaining({ code: "input_invalid", message: expect.stringContaining(name) }),
    );
  });

  it("names every problem at once", () => {
    expect(() => parseStepInputs({ ...raw, outDir: "x", headSha: "y" })).toThrow(/out-dir.*head-sha/);
  });
});
