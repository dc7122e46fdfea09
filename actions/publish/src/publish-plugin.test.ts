import { runStep } from "@plugsmith/action-kit";
import { fakeToolkit } from "@plugsmith/action-kit/testing";
import { computeDigest } from "@plugsmith/schemas";
import { makePackage } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { publishPlugin } from "./publish-plugin.ts";

const headSha = "a".repeat(40);
const zip = makePackage();
const other = makePackage({ files: { "a.txt": "a" } });
const digest = computeDigest(zip);
const resultOf = (bytes: Uint8Array) =>
  JSON.stringify({
    schemaVersion: 1,
    step: "package",
    status: "success",
    code: "ok",
    message: "Packaged.",
    startedAt: "2026-06-01T12:00:00.000Z",
    durationMs: 1,
    plugin: { name: "bench-hello", version: "1.0.0" },
    headSha,
    digest: computeDigest(bytes),
  });

function run(
  given: {
    first?: Uint8Array;
    second?: Uint8Array;
    approved?: string;
    lying?: boolean;
    inputs?: Record<string, string>;
  } = {},
) {
  const { first = zip, second = zip, approved = digest } = given;
  const toolkit = fakeToolkit({
    inputs: {
      phase: "rebuild-check",
      name: "bench-hello",
      "head-sha": headSha,
      digest: approved,
      "first-dir": "/a",
      "second-dir": "/b",
      ...given.inputs,
    },
    files: {
      "/a/results/package.json": resultOf(first),
      "/a/bench-hello-1.0.0.zip": given.lying ? other : first,
      "/b/results/package.json": resultOf(second),
      "/b/bench-hello-1.0.0.zip": given.lying ? other : second,
    },
  });
  return runStep(publishPlugin, toolkit);
}

describe("publishPlugin, phase rebuild-check", () => {
  it("accepts two builds that are the approved bytes", async () => {
    expect(await run()).toMatchObject({ status: "success", digest, plugin: { version: "1.0.0" } });
  });

  it.each([
    ["not_reproducible", "two different builds", { second: other }],
    ["not_reproducible", "two equal builds of other bytes", { first: other, second: other }],
    ["digest_mismatch", "results that lie about their bytes", { lying: true }],
    ["input_invalid", "a folder without a result", { inputs: { "second-dir": "/c" } }],
    ["input_invalid", "an unknown phase", { inputs: { phase: "toString" } }],
    ["input_invalid", "a digest that is none", { approved: "sha256:x" }],
  ])("fails as %s with %s", async (code, _, given) => {
    expect(await run(given)).toMatchObject({ status: "failed", code });
  });
});

describe("publishPlugin, phases that write", () => {
  it.each(["merge", "release", "revoke"])("refuses %s without its inputs, naming them", async (phase) => {
    const toolkit = fakeToolkit({ inputs: { phase, name: "bench-hello" }, run: { repository: "acme/forge" } });
    const result = await runStep(publishPlugin, toolkit);
    expect(result).toMatchObject({ code: "input_invalid", message: expect.stringMatching(/pull-request|request/u) });
  });

  it("refuses to merge without a token", async () => {
    const inputs = { phase: "merge", name: "bench-hello", "head-sha": headSha, digest, "pull-request": "2" };
    const result = await runStep(publishPlugin, fakeToolkit({ inputs, run: { repository: "acme/forge" } }));
    expect(result).toMatchObject({ code: "input_invalid", message: expect.stringContaining("github-token") });
  });
});

describe("publishPlugin, the registry's key", () => {
  it("is taken out of the environment and masked line by line before anything is asked", async () => {
    const lines = ["-----BEGIN PRIVATE KEY-----", "c2VjcmV0", "-----END PRIVATE KEY-----"];
    process.env["PLUGSMITH_REGISTRY_KEY"] = `${lines.join("\n")}\n`;
    const toolkit = fakeToolkit({
      inputs: {
        phase: "revoke",
        name: "bench-hello",
        version: "1.0.0",
        request: "1",
        action: "suspend",
        "github-token": "t",
      },
      run: { repository: "acme/forge", apiUrl: "http://127.0.0.1:1", serverUrl: "http://127.0.0.1:1", runId: "1" },
    });
    expect((await runStep(publishPlugin, toolkit)).status).toBe("failed");
    expect(process.env["PLUGSMITH_REGISTRY_KEY"]).toBeUndefined();
    expect(toolkit.masks).toEqual(["t", "c2VjcmV0"]);
  });
});
