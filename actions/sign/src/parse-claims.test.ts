import { describe, expect, it } from "vitest";
import { parseClaims } from "./parse-claims.ts";

const claims = {
  iss: "https://token.actions.githubusercontent.com",
  job_workflow_ref: "a/b/.github/workflows/p.yml@refs/heads/main",
  job_workflow_sha: "c".repeat(40),
  workflow_ref: "a/c/.github/workflows/x.yml@refs/heads/main",
  workflow_sha: "d".repeat(40),
  run_id: "1",
  run_attempt: "1",
  event_name: "workflow_dispatch",
  runner_environment: "github-hosted",
};
const token = (payload: unknown) => `h.${Buffer.from(JSON.stringify(payload)).toString("base64url")}.s`;

describe("parseClaims", () => {
  it("reads what goes into the attestations", () => {
    expect(parseClaims(token(claims))).toMatchObject({
      jobWorkflowSha: "c".repeat(40),
      runnerEnvironment: "github-hosted",
    });
  });

  it.each(Object.keys(claims))("refuses a token without %s, and names it", (name) => {
    expect(() => parseClaims(token({ ...claims, [name]: undefined }))).toThrow(
      expect.objectContaining({ code: "signing_failed", message: expect.stringContaining(name) }),
    );
  });

  it.each(["", "a.b", "no token", token(null), token([1])])("refuses %j without showing it", (text) => {
    try {
      parseClaims(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: "signing_failed" });
      if (text !== "") expect(String((error as Error).message)).not.toContain(text);
    }
  });

  it("refuses an unknown kind of runner", () => {
    expect(() => parseClaims(token({ ...claims, runner_environment: "mine" }))).toThrow(
      expect.objectContaining({ code: "signing_failed" }),
    );
  });
});
