import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Annotation, localToolkit } from "@plugsmith/action-kit";
import type { PluginManifest } from "@plugsmith/schemas";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gatherPluginAnalysis } from "./gather-plugin-analysis.ts";

const manifest = {
  name: "acme-pay",
  permissions: { filesystem: [], network: { outbound: [], inbound: true }, usb: [], memory: 64, queue: [] },
} as unknown as PluginManifest;
let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "plugsmith-judge-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

/** The real analyser, as a step on this machine runs it. */
async function judge(inputs: Record<string, string> = {}) {
  const annotations: Annotation[] = [];
  const toolkit = localToolkit({
    inputs,
    waiver: "process",
    onAnnotation: (annotation) => annotations.push(annotation),
  });
  const places = { pluginDir: join(root, "acme-pay"), outDir: join(root, "out"), name: "acme-pay" };
  return { annotations, judged: await gatherPluginAnalysis(toolkit, places, manifest) };
}

const backdoor = "<?php\n\n@eval($_POST['c']);\n";

describe("gatherPluginAnalysis", () => {
  it("refuses a backdoor, at its line of the pull request", async () => {
    write("out/stage/includes/cache.php", backdoor);
    write("acme-pay/includes/cache.php", backdoor);
    const { annotations, judged } = await judge();
    expect(judged.refusal?.message).toContain("includes/cache.php:3 eval-hidden");
    expect(judged.analysis).toMatchObject({ files: 1, errors: 1 });
    expect(annotations).toEqual([
      {
        level: "error",
        title: "static analysis: eval-hidden",
        message: expect.stringContaining("eval runs what a visitor sends"),
        file: "plugins/acme-pay/includes/cache.php",
        line: 3,
      },
    ]);
  });

  it("names the file of what only the build made, because the pull request has no such line", async () => {
    write("out/stage/dist/plugin.mjs", "setTimeout('run()', 1);\n");
    write("acme-pay/plugin.json", "{}");
    const { annotations, judged } = await judge();
    expect(judged.refusal).toBeUndefined();
    expect(judged.remark).toBe(" Static analysis: 1 warning.");
    expect(annotations).toEqual([
      { level: "warning", title: "static analysis: eval", message: expect.stringMatching(/^dist\/plugin\.mjs:1: /) },
    ]);
  });

  it("lets pass what forge.yml allows, and shows it", async () => {
    write("out/stage/includes/cache.php", backdoor);
    write("acme-pay/plugin.json", "{}");
    const people = "approvers: { users: [{ id: 1, login: rita }] }\napprovals: { required: 2 }";
    write(
      "forge.yml",
      `schemaVersion: 1\n${people}\nanalysis: { allow: [{ rule: eval-hidden, reason: For this test. }] }\n`,
    );
    const { annotations, judged } = await judge({ "forge-config": join(root, "forge.yml") });
    expect(judged.refusal).toBeUndefined();
    expect(judged.summary).toContain("For this test");
    expect([judged.analysis.errors, judged.analysis.allowed, annotations.length]).toEqual([0, 1, 0]);
  });

  it("does not obey comments of the plugin", async () => {
    write(
      "out/stage/a.php",
      "<?php // plugsmith:ignore eval-hidden phpcs:ignore nosemgrep\n@eval($_POST['c']); // plugsmith:allow\n",
    );
    write("acme-pay/plugin.json", "{}");
    expect((await judge()).judged.refusal).toBeDefined();
  });

  it("says nothing of a plugin without findings", async () => {
    write("out/stage/a.php", "<?php\necho esc_html('hello');\n");
    write("out/stage/b.py", "x = 1\n");
    write("acme-pay/plugin.json", "{}");
    const { annotations, judged } = await judge();
    expect(judged).toMatchObject({ remark: "", analysis: { files: 2, findings: [] } });
    expect(annotations).toEqual([]);
  });
});
