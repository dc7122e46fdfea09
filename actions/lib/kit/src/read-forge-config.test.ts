import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readForgeConfig, refuseForgeConfig } from "./read-forge-config.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-config-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const parse = async (text: string): Promise<unknown> => JSON.parse(text);
const write = (text: string) => {
  writeFileSync(join(folder, "forge.yml"), text);
  return join(folder, "forge.yml");
};
const config = { schemaVersion: 1, approvers: { team: "forge" }, approvals: { required: 2 } };

it("answers the settings, and null where there are none", async () => {
  expect(await readForgeConfig(write(JSON.stringify(config)), parse)).toEqual(config);
  expect(await readForgeConfig(join(folder, "none.yml"), parse)).toBeNull();
});

it.each([
  ["{", "no YAML"],
  [JSON.stringify({ ...config, dependencies: { allow: [{ advisory: "GHSA-a" }] } }), "dependencies.allow"],
  [`"${"x".repeat(300_000)}"`, "larger than"],
])("refuses settings that are not valid", async (text, words) => {
  await expect(readForgeConfig(write(text), parse)).rejects.toMatchObject({
    code: "input_invalid",
    message: expect.stringContaining(words),
  });
});

it("names the file that an owner corrects", () => {
  expect(() => refuseForgeConfig("there is no rule x")).toThrow(
    expect.objectContaining({ code: "input_invalid", hint: expect.stringContaining(".github/forge.yml") }),
  );
});
