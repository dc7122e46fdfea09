import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { runStep } from "@plugsmith/action-kit";
import { fakeToolkit } from "@plugsmith/action-kit/testing";
import { describe, expect, it } from "vitest";
import { reportPlugin } from "./report-plugin.ts";

const head = "a".repeat(40);
const inputs = { "results-dir": "/results", "head-sha": head, name: "acme-pay", "github-token": "ghs_secret" };
const result = (change: object = {}) =>
  JSON.stringify({
    schemaVersion: 1,
    step: "build",
    status: "success",
    code: "ok",
    message: "done",
    startedAt: "2026-06-01T10:00:00.000Z",
    durationMs: 1,
    plugin: { name: "acme-pay", version: "1.0.0" },
    headSha: head,
    ...change,
  });

/** Each of these is refused before anything is sent: the address leads nowhere. */
async function refuse(files: Record<string, string>, change: Record<string, string> = {}) {
  const toolkit = fakeToolkit({
    inputs: { ...inputs, ...change },
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [`/results/${name}`, text])),
    run: { repository: "acme/forge", apiUrl: "http://127.0.0.1:9" },
  });
  const { code, message } = await runStep(reportPlugin, toolkit);
  expect(toolkit.masks).toContain("ghs_secret");
  return { code, message };
}

describe("the report", () => {
  it.each([
    ["nothing", {}, "no results"],
    ["only a check that it does not own", { "approvals.json": result() }, "no results"],
    ["a result that is no JSON", { "build.json": "{" }, "not JSON"],
    ["a result of another step under this name", { "build.json": result({ step: "publish" }) }, "schema"],
    ["a result with a field of its own", { "build.json": result({ conclusion: "success" }) }, "schema"],
    ["another plugin's result", { "build.json": result({ plugin: { name: "acme-x", version: "1.0.0" } }) }, "plugin"],
    ["another commit's result", { "build.json": result({ headSha: "b".repeat(40) }) }, "commit"],
    ["a result of more than 256 KiB", { "build.json": `${result()}${" ".repeat(256 * 1024)}` }, "too large"],
  ])("refuses %s and paints nothing", async (_what, files, words) => {
    expect(await refuse(files)).toMatchObject({ code: "input_invalid", message: expect.stringContaining(words) });
  });

  it("refuses a head that is none and a step that there is not", async () => {
    expect(await refuse({ "build.json": result() }, { "head-sha": "main" })).toMatchObject({ code: "input_invalid" });
    expect(await refuse({ "build.json": result() }, { from: "deploy" })).toMatchObject({ code: "input_invalid" });
  });

  it("shows what came of each pair of versions, once the check runs are there", async () => {
    const server = createServer((request, response) => {
      request.resume().on("end", () => response.end(JSON.stringify({ check_runs: [] })));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const report = async (compatibility: string, pairResult: string) => {
      const toolkit = fakeToolkit({
        inputs: { ...inputs, compatibility },
        files: { "/results/build.json": result(), "/results/compatibility-6.4-8.3.json": pairResult },
        run: { repository: "acme/forge", apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
      });
      return { ended: await runStep(reportPlugin, toolkit), summary: toolkit.summaries.join("\n") };
    };
    const pairs = JSON.stringify(["8.3", "8.5"].map((php) => ({ wordpress: "6.4", php })));
    const failed = result({ step: "sandbox", status: "failed", message: "A fatal error." });
    const { ended, summary } = await report(pairs, failed);
    expect(ended).toMatchObject({ status: "success", facts: { created: 1 } });
    expect(summary).toContain("| 6.4 | 8.3 | ❌ | A fatal error. |");
    expect(summary).toContain("| 6.4 | 8.5 | ➖ | no result");
    const foreign = result({ step: "sandbox", plugin: { name: "acme-x", version: "1.0.0" } });
    expect((await report(pairs, foreign)).ended).toMatchObject({ code: "input_invalid" });
    expect((await report("6.4", failed)).ended).toMatchObject({ message: expect.stringContaining("PLUGSMITH_MATRIX") });
    await new Promise((resolve) => server.close(resolve));
  });

  it("gets as far as GitHub with good results", async () => {
    expect(await refuse({ "build.json": result() }, { from: "sandbox" })).toMatchObject({ code: "report_failed" });
  });
});
