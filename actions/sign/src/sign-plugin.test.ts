import { runStep } from "@plugsmith/action-kit";
import { fakeToolkit } from "@plugsmith/action-kit/testing";
import { describe, expect, it } from "vitest";
import { signPlugin } from "./sign-plugin.ts";

const inputs = {
  "zip-dir": "/zip",
  "out-dir": "/out",
  name: "bench-hello",
  "head-sha": "a".repeat(40),
  digest: `sha256:${"1".repeat(64)}`,
  "merge-sha": "b".repeat(40),
  "pull-request": "2",
  request: "1",
  "github-token": "secret-token",
};

describe("signPlugin", () => {
  it.each(["name", "head-sha", "digest", "merge-sha", "pull-request", "request", "zip-dir"])(
    "refuses a bad input %s and names it",
    async (name) => {
      const toolkit = fakeToolkit({ inputs: { ...inputs, [name]: "$(x)" }, run: { repository: "acme/forge" } });
      const result = await runStep(signPlugin, toolkit);
      expect(result).toMatchObject({ status: "failed", code: "input_invalid", message: expect.stringContaining(name) });
    },
  );

  it("does not run outside GitHub", async () => {
    const result = await runStep(signPlugin, fakeToolkit({ inputs }));
    expect(result).toMatchObject({ status: "failed", code: "input_invalid" });
  });

  it("shows its token nowhere when GitHub cannot be reached", async () => {
    const run = { repository: "acme/forge", apiUrl: "http://127.0.0.1:1", serverUrl: "http://127.0.0.1:1" };
    const toolkit = fakeToolkit({ inputs, run });
    const result = await runStep(signPlugin, toolkit);
    expect(result.status).toBe("failed");
    expect(JSON.stringify([result, toolkit.outputs, toolkit.summaries, toolkit.annotations])).not.toContain(
      "secret-token",
    );
    expect(toolkit.masks).toEqual(["secret-token"]);
  });
});
