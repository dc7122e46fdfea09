import { startLocalGitHub } from "@plugsmith/local";
import { describe, expect, it } from "vitest";
import { planInit } from "../init/plan-init.ts";
import { runPlugsmith } from "../testing/run-plugsmith.ts";

const users = [1, 2].map((id) => ({ id, login: `p${id}` }));
const plan = planInit({
  repository: "acme/forge",
  plugsmithRepository: "plugsmith/plugsmith",
  plugsmithSha: "a".repeat(40),
  approvers: { users },
});
const pipelinePath = ".github/workflows/forge-pipeline.yml";

describe("plugsmith doctor --repository", () => {
  it("looks at a repository of the embedded GitHub with a person's token, and passes nothing it could not see", async () => {
    const github = await startLocalGitHub({ organisation: "acme", people: ["ada"] });
    try {
      await github.createRepository({ owner: "acme", name: "forge", files: plan.files });
      const env = { GITHUB_API_URL: github.url, GITHUB_TOKEN: github.people["ada"]?.token ?? "" };
      const run = await runPlugsmith(["doctor", "--repository", "acme/forge", "--json"], { env });
      expect(run.code).toBe(1);
      expect(run.result).toMatchObject({ status: "failed", code: "forge_unready" });
      const findings = run.result["findings"] as { what: string; state: string }[];
      expect(findings.find(({ what }) => what === pipelinePath)).toMatchObject({ state: "ok" });
      expect(findings.find(({ what }) => what === ".github/forge.yml")).toMatchObject({ state: "ok" });
      expect(findings.find(({ what }) => what === "changes of main need a pull request")?.state).not.toBe("ok");
      expect(run.stdout + run.stderr).not.toContain(env.GITHUB_TOKEN);
    } finally {
      await github.close();
    }
  });

  it("does nothing without a token", async () => {
    const env = { GITHUB_TOKEN: "", GH_TOKEN: "" };
    const run = await runPlugsmith(["doctor", "--repository", "acme/forge", "--json"], { env });
    expect(run.result).toMatchObject({ code: "github_token_invalid" });
  });
});
