import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ApiRequest } from "@plugsmith/app";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { planInit } from "../init/plan-init.ts";
import { appNeeds } from "./check-owner.ts";
import { diagnoseForge, renderDiagnosis } from "./diagnose-forge.ts";
import { doctorRoutes } from "./gather-forge-answers.ts";

const users = [
  { id: 1, login: "ada" },
  { id: 2, login: "lin" },
  { id: 3, login: "eve" },
];
const init = (bot: "app" | "workflow" = "app") =>
  planInit({
    repository: "acme/forge",
    plugsmithRepository: "plugsmith/plugsmith",
    plugsmithSha: "a".repeat(40),
    approvers: { users },
    at: new Date("2026-01-01T00:00:00Z"),
    bot,
  });
const plan = init();
type Change = Readonly<Record<string, { readonly status: number; readonly data?: unknown }>>;

const guard = [
  { type: "deletion" },
  { type: "non_fast_forward" },
  {
    type: "pull_request",
    parameters: { required_approving_review_count: 1, dismiss_stale_reviews_on_push: true },
  },
];
const installation = { app_slug: "plugsmith", permissions: appNeeds.permissions, events: [...appNeeds.events] };
const file = (text: string) => ({ type: "file", content: Buffer.from(text).toString("base64") });

/** Answers of a forge in order, by what is asked; a change replaces one of them. A route that nobody taught it fails the test. */
function makeRequest(change: Change, files: Readonly<Record<string, string>>): ApiRequest {
  const answers: Record<string, unknown> = {
    [doctorRoutes.repository]: {
      default_branch: "main",
      has_issues: true,
      archived: false,
      allow_merge_commit: true,
      owner: { login: "acme", type: "Organization" },
    },
    [doctorRoutes.rules]: guard,
    [doctorRoutes.actions]: { enabled: true, allowed_actions: "all" },
    [doctorRoutes.token]: { default_workflow_permissions: "read", can_approve_pull_request_reviews: false },
    [doctorRoutes.workflows]: { workflows: [] },
    [doctorRoutes.environment]: { deployment_branch_policy: { protected_branches: true } },
    [doctorRoutes.organisation]: { two_factor_requirement_enabled: true },
    [doctorRoutes.installations]: { installations: [installation] },
    [doctorRoutes.members]: users.map(({ id }) => ({ id })),
  };
  return async (route, parameters = {}) => {
    if (!Object.values<string>(doctorRoutes).includes(route)) throw new Error(`nobody expects ${route}`);
    const detail = parameters["path"] ?? parameters["branch"];
    const changed = change[`${route} ${String(detail)}`] ?? change[route];
    if (changed) {
      if (changed.status >= 300) throw Object.assign(new Error("refused"), { status: changed.status });
      return { status: changed.status, data: changed.data };
    }
    if (route === doctorRoutes.contents) {
      const text = files[String(parameters["path"])];
      if (text === undefined) throw Object.assign(new Error("no file"), { status: 404 });
      return { status: 200, data: file(text) };
    }
    if (!(route in answers)) throw Object.assign(new Error("not found"), { status: 404 });
    return { status: 200, data: answers[route] };
  };
}

const texts = { ...plan.files, ...plan.registry };
async function diagnose(change: Change = {}, files: Readonly<Record<string, string>> = texts) {
  const question = { owner: "acme", repo: "forge", app: "plugsmith", now: "2026-06-01T00:00:00Z" };
  const findings = await diagnoseForge({ request: makeRequest(change, files), ...question });
  return { findings, outcome: renderDiagnosis(findings, (_, text) => text) };
}
const config = texts[".github/forge.yml"] ?? "";
const pipelinePath = ".github/workflows/forge-pipeline.yml";
const pipeline = texts[pipelinePath] ?? "";
const withText = (path: string, text: string) => ({ ...texts, [path]: text });

describe("doctor for a forge repository", () => {
  it("is content with a forge as init writes it, behind rules", async () => {
    const { findings, outcome } = await diagnose();
    expect(findings.filter(({ state }) => state !== "ok").map(({ what }) => what)).toEqual([
      "event policies of the organisation",
      "signed registry",
    ]);
    expect(outcome).toMatchObject({ status: "success", code: "ok" });
  });

  const route = doctorRoutes;
  const repository = { default_branch: "main", has_issues: true, allow_merge_commit: true, owner: { login: "acme" } };
  it.each<[string, string, Change, Record<string, string>?]>([
    ["no rule", "changes of main need a pull request", { [`${route.rules} main`]: { status: 200, data: [] } }],
    [
      "a rule without approvals",
      "changes of main need a pull request",
      { [`${route.rules} main`]: { status: 200, data: [{ type: "pull_request", parameters: {} }] } },
    ],
    ["force pushes", "main cannot be rewritten", { [`${route.rules} main`]: { status: 200, data: guard.slice(2) } }],
    [
      "Actions off",
      "Actions may run the forge's workflows",
      { [route.actions]: { status: 200, data: { enabled: false } } },
    ],
    [
      "local actions only",
      "Actions may run the forge's workflows",
      { [route.actions]: { status: 200, data: { enabled: true, allowed_actions: "local_only" } } },
    ],
    [
      "other actions by name",
      "Actions may run the forge's workflows",
      {
        [route.actions]: { status: 200, data: { enabled: true, allowed_actions: "selected" } },
        [route.selected]: { status: 200, data: { patterns_allowed: ["plugsmith/plugsmithX*", "actions/*"] } },
      },
    ],
    ["a missing workflow", pipelinePath, { [`${route.contents} ${pipelinePath}`]: { status: 404 } }],
    ["a workflow pinned to a tag", pipelinePath, {}, withText(pipelinePath, pipeline.replaceAll("a".repeat(40), "v1"))],
    [
      "pull_request_target",
      pipelinePath,
      {},
      withText(pipelinePath, pipeline.replace("workflow_dispatch:", "pull_request_target:")),
    ],
    [
      "permissions for all jobs",
      pipelinePath,
      {},
      withText(pipelinePath, pipeline.replace("permissions: {}", "permissions: write-all")),
    ],
    [
      "a workflow that was switched off",
      pipelinePath,
      { [route.workflows]: { status: 200, data: { workflows: [{ path: pipelinePath, state: "disabled_manually" }] } } },
    ],
    ["an invalid forge.yml", ".github/forge.yml", {}, withText(".github/forge.yml", "schemaVersion: 2")],
    ["no reviewers.json", "approvers", { [`${route.contents} reviewers.json`]: { status: 404 } }],
    [
      "too few approvers whom both lists name",
      "approvers",
      {},
      withText(".github/forge.yml", config.replaceAll(/id: [23]\b/gu, "id: 77")),
    ],
    [
      "approvers without the keys that are asked for",
      "approvers",
      {},
      withText(".github/forge.yml", config.replace("proof: review", "proof: ssh-sk")),
    ],
    ["no App", "App plugsmith", { [route.installations]: { status: 200, data: { installations: [] } } }],
    [
      "an App that may not read pull requests",
      "App plugsmith",
      {
        [route.installations]: {
          status: 200,
          data: {
            installations: [{ ...installation, permissions: { ...appNeeds.permissions, pull_requests: "none" } }],
          },
        },
      },
    ],
    [
      "an App that does not hear reviews",
      "App plugsmith",
      { [route.installations]: { status: 200, data: { installations: [{ ...installation, events: ["issues"] }] } } },
    ],
    [
      "squash merges only",
      "merge commits are allowed",
      { [route.repository]: { status: 200, data: { ...repository, allow_merge_commit: false } } },
    ],
    [
      "an archived repository",
      "repository",
      { [route.repository]: { status: 200, data: { ...repository, archived: true } } },
    ],
  ])("finds %s wrong and says how to mend it", async (_, what, change, files) => {
    const { findings, outcome } = await diagnose(change, files);
    expect(findings.find((finding) => finding.what === what)).toMatchObject({
      state: "wrong",
      required: true,
      mend: expect.stringMatching(/\S.{15}/u),
    });
    expect(outcome).toMatchObject({ status: "failed", code: "forge_unready" });
  });

  it.each<[string, string, Change]>([
    ["approval by workflows", "workflows may not approve pull requests", { [route.token]: { status: 200, data: {} } }],
    ["an unguarded environment", "environment forge-publish", { [route.environment]: { status: 200, data: {} } }],
    ["a missing environment", "environment forge-publish", { [route.environment]: { status: 404 } }],
    [
      "passwords alone",
      "two-factor authentication is required",
      { [route.organisation]: { status: 200, data: { two_factor_requirement_enabled: false } } },
    ],
    [
      "a log that may be rewritten",
      "forge/audit only grows",
      { [`${route.rules} forge/audit`]: { status: 200, data: [] } },
    ],
  ])("advises against %s", async (_, what, change) => {
    const { findings, outcome } = await diagnose(change);
    expect(findings.find((finding) => finding.what === what)).toMatchObject({ state: "wrong", required: false });
    expect(outcome).toMatchObject({ status: "success", message: expect.stringContaining("worth a look") });
  });

  it.each<[string, string, boolean]>([
    [route.rules, "changes of main need a pull request", true],
    [route.actions, "Actions may run the forge's workflows", true],
    [`${route.contents} ${pipelinePath}`, pipelinePath, true],
    [`${route.contents} .github/forge.yml`, ".github/forge.yml", true],
    [`${route.contents} reviewers.json`, "approvers", true],
    [route.repository, "repository", true],
    [route.installations, "App plugsmith", false],
    [route.token, "workflows may not approve pull requests", false],
    [route.environment, "environment forge-publish", false],
    [route.organisation, "two-factor authentication is required", false],
  ])("never takes a refusal of %s for good", async (asked, what, required) => {
    const { findings, outcome } = await diagnose({ [asked]: { status: 403 } });
    const found = findings.find((finding) => finding.what === what);
    expect(found).toMatchObject({ state: "unknown", required, detail: expect.stringContaining("could not check") });
    expect(found?.mend).not.toBe("");
    expect(outcome.status).toBe(required ? "failed" : "success");
  });

  it("takes a pattern that allows the workflows for allowance", async () => {
    for (const pattern of ["plugsmith/*", "*", "Plugsmith/plugsmith/.github/workflows/*@*", "*/plugsmith/*"]) {
      const change = {
        [route.actions]: { status: 200, data: { enabled: true, allowed_actions: "selected" } },
        [route.selected]: { status: 200, data: { patterns_allowed: [pattern] } },
      };
      expect((await diagnose(change)).outcome.status).toBe("success");
    }
  });

  it("takes classic branch protection as well as a ruleset", async () => {
    const protection = {
      required_pull_request_reviews: { required_approving_review_count: 2, dismiss_stale_reviews: true },
      allow_force_pushes: { enabled: false },
      allow_deletions: { enabled: false },
    };
    const change = {
      [`${route.rules} main`]: { status: 200, data: [] },
      [route.protection]: { status: 200, data: protection },
    };
    expect((await diagnose(change)).outcome.status).toBe("success");
  });

  it("asks who is in an approver team, and does not guess", async () => {
    const files = withText(
      ".github/forge.yml",
      "schemaVersion: 1\napprovers: {team: forge-approvers}\napprovals: {required: 2}\n",
    );
    expect((await diagnose({}, files)).outcome.status).toBe("success");
    const { findings } = await diagnose({ [route.members]: { status: 403 } }, files);
    expect(findings.find(({ what }) => what === "approvers")).toMatchObject({ state: "unknown" });
  });

  it("needs no App where the bot runs inside Actions", async () => {
    const files = { ...init("workflow").files, ...plan.registry };
    const { findings } = await diagnose({ [route.installations]: { status: 200, data: {} } }, files);
    expect(findings.find(({ what }) => what === "App plugsmith")).toMatchObject({ state: "ok" });
  });

  it("knows what the App's manifest asks for", () => {
    const path = join(import.meta.dirname, "../../../../.github/app.yml");
    expect(load(readFileSync(path, "utf8"))).toMatchObject({
      default_permissions: appNeeds.permissions,
      default_events: appNeeds.events,
    });
  });

  it("asks only what GitHub's own description knows", () => {
    const types = createRequire(import.meta.url).resolve("@octokit/openapi-types/package.json");
    const description = readFileSync(join(types, "../types.d.ts"), "utf8");
    for (const asked of Object.values(doctorRoutes)) {
      const start = description.indexOf(`\n  "${asked.replace("GET ", "")}": {`);
      expect([asked, start > 0]).toEqual([asked, true]);
      expect(description.slice(start, description.indexOf("\n  };", start))).toMatch(/\n {4}get: operations\[/u);
    }
  });
});
