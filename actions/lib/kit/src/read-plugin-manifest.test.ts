import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeToolkit } from "./fake-toolkit.ts";
import { readPluginManifest } from "./read-plugin-manifest.ts";

const good = readFileSync(join(import.meta.dirname, "../../../test/fixtures/honest-bench/plugin.json"), "utf8");
const read = (content: string | undefined, name = "honest-bench") =>
  readPluginManifest(fakeToolkit({ files: content === undefined ? {} : { "/p/plugin.json": content } }), "/p", name);

describe("readPluginManifest", () => {
  it("gives a valid manifest of the expected plugin", () => {
    expect(read(good).version).toBe("1.0.0");
  });

  it.each([
    ["missing", undefined],
    ["not JSON", "{"],
    ["larger", `{"x":"${"y".repeat(70_000)}"}`],
    ["hooks", JSON.stringify({ ...JSON.parse(good), hooks: ["onFire"] })],
    ["extra", JSON.stringify({ ...JSON.parse(good), extra: 1 })],
  ])("refuses one that is wrong (%s)", (why, content) => {
    expect(() => read(content)).toThrow(
      expect.objectContaining({ code: "manifest_invalid", message: expect.stringContaining(why) }),
    );
  });

  it("says of a plugin that is a service elsewhere why no step takes it, and what to do instead", () => {
    const service = JSON.stringify({ ...JSON.parse(good), runtime: "webhook" });
    expect(() => read(service)).toThrow(
      expect.objectContaining({
        code: "manifest_invalid",
        message: expect.stringContaining("nothing is signed without that"),
        hint: expect.stringContaining("ctx.fetch"),
      }),
    );
  });

  it("refuses one of another plugin", () => {
    expect(() => read(good, "other-bench")).toThrow(/is of honest-bench/);
  });
});
