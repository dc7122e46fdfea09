import { runStep } from "@plugsmith/action-kit";
import { fakeToolkit } from "@plugsmith/action-kit/testing";
import { describe, expect, it } from "vitest";
import { registryPlugin } from "./registry-plugin.ts";

describe("step registry", () => {
  it("runs on GitHub only, and leaves no key behind in the environment", async () => {
    process.env["PLUGSMITH_REGISTRY_KEY"] = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n";
    const run = { repository: "acme/forge", serverUrl: "http://127.0.0.1:9" };
    const toolkit = fakeToolkit({ inputs: { "github-token": "tok-en" }, run });
    const result = await runStep(registryPlugin, toolkit);
    expect(result).toMatchObject({ step: "registry", status: "failed", code: "signing_key_invalid" });
    expect(process.env["PLUGSMITH_REGISTRY_KEY"]).toBeUndefined();
    expect(toolkit.masks).toEqual(["tok-en", "c2VjcmV0"]);
    expect(JSON.stringify([toolkit.outputs, toolkit.annotations])).not.toContain("c2VjcmV0");
  });
});
