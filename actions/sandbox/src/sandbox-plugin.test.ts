import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { localToolkit, runStep } from "@plugsmith/action-kit";
import { parseStepResult } from "@plugsmith/schemas";
import { afterEach, beforeEach, expect, it } from "vitest";
import { sandboxPlugin } from "./sandbox-plugin.ts";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "plugsmith-sandbox-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (path: string, content: unknown) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
};
const manifest = {
  ...{ schemaVersion: 1, name: "acme-tool", version: "1.0.0", description: "A tool that is no tool.", type: "tool" },
  ...{
    runtime: "node",
    entry: "src/index.js",
    engine: ">=0.1.0",
    cms: "tool",
    hooks: ["onLoad"],
    isolation: "process",
  },
  events: { publishes: [], subscribes: [] },
  permissions: { filesystem: [], network: { outbound: [], inbound: false }, usb: [], memory: 64, queue: [] },
  ...{ dependencies: [], author: "rita", licence: "MIT" },
};
const passed = (step: string) => ({
  ...{ schemaVersion: 1, step, status: "success", code: "ok", message: "Done." },
  ...{ startedAt: "2026-11-21T10:00:00.000Z", durationMs: 1 },
});

it("a plugin with a backdoor fails before a line of it runs, and the result says where", async () => {
  const mark = join(root, "ran");
  write("out/stage/plugin.json", manifest);
  write("acme-tool/plugin.json", manifest);
  const code = `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(mark)}, "");\neval(atob("MQ=="));\n`;
  write("out/stage/dist/plugin.mjs", code);
  write("out/results/build.json", passed("build"));
  write("out/results/test.json", passed("test"));
  const inputs = { "plugin-dir": join(root, "acme-tool"), "out-dir": join(root, "out"), name: "acme-tool" };
  const summaries: string[] = [];
  const result = await runStep(
    sandboxPlugin,
    localToolkit({ inputs, waiver: "process", onSummary: (markdown) => summaries.push(markdown) }),
  );
  expect(result).toMatchObject({ status: "failed", code: "analysis_failed" });
  expect(result.message).toContain("dist/plugin.mjs:2 eval-hidden");
  expect(existsSync(mark)).toBe(false);
  const written = parseStepResult(JSON.parse(readFileSync(join(root, "out/results/sandbox.json"), "utf8")));
  expect(written).toMatchObject({ ok: true, value: { analysis: { files: 1, errors: 1 } } });
  expect(summaries.join("")).toContain("| ❌ error |");
});

it("a shop that cannot be used is refused before a line of the plugin runs, and before anything is installed", async () => {
  const mark = join(root, "ran");
  const code = `import { writeFileSync } from "node:fs"; export function onLoad() { writeFileSync(${JSON.stringify(mark)}, ""); }\n`;
  write("out/stage/plugin.json", { ...manifest, type: "cms", cms: "prestashop" });
  write("acme-tool/plugin.json", manifest);
  write("out/stage/dist/plugin.mjs", code);
  write("out/results/build.json", { ...passed("build"), facts: { entry: "dist/plugin.mjs" } });
  write("out/results/test.json", passed("test"));
  const places = { "plugin-dir": join(root, "acme-tool"), "out-dir": join(root, "out"), name: "acme-tool" };
  const says: string[] = [];
  const play = (inputs: Record<string, string>) =>
    runStep(
      sandboxPlugin,
      localToolkit({ inputs: { ...places, ...inputs }, waiver: "process", onInfo: (line) => says.push(line) }),
    );
  expect(await play({ sandbox: "auto", "prestashop-dir": join(root, "nowhere") })).toMatchObject({
    ...{ status: "failed", code: "input_invalid", message: expect.stringContaining("nowhere is no folder") },
  });
  expect(await play({ "woocommerce-zip": join(root, "nowhere.zip") })).toMatchObject({
    ...{ status: "failed", code: "input_invalid" },
    message: "--woocommerce-zip is for plugins of WooCommerce; this one is for PrestaShop.",
  });
  expect(says).toEqual([]);
  expect(existsSync(mark)).toBe(false);
});
