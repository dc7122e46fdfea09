import { loadWorkflowParser } from "@plugsmith/local";
import { parseForgeConfig, parseRegistry, parseReviewers } from "@plugsmith/schemas";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import type { InitOptions } from "./init-options.ts";
import { planInit } from "./plan-init.ts";

const sha = "0123456789abcdef0123456789abcdef01234567";
const users = [
  { id: 1, login: "ada" },
  { id: 2, login: "lin" },
];
const options: InitOptions = {
  repository: "acme/forge",
  plugsmithRepository: "plugsmith/plugsmith",
  plugsmithSha: sha,
  plugsmithVersion: "v1.2.0",
  approvers: { users },
  bot: "workflow",
};
const plan = planInit(options);
const workflows = Object.entries(plan.files).filter(([path]) => path.startsWith(".github/workflows/"));

describe("the files that init writes", () => {
  it("hold a valid configuration of a forge that signs with a key of its own", () => {
    const body = "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    const publicKey = `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`;
    const { files } = planInit({ ...options, signing: { mode: "key", keys: [publicKey] } });
    const parsed = parseForgeConfig(load(files[".github/forge.yml"] ?? ""));
    expect(parsed).toMatchObject({ ok: true, value: { signing: { mode: "key", keys: [{ publicKey }] } } });
  });

  it("are the issue form, the configuration and the callers; the bot's own workflows only without a server", () => {
    const names = (bot: "app" | "workflow") => Object.keys(planInit({ ...options, bot }).files).sort();
    expect(names("app")).toEqual([
      ".github/ISSUE_TEMPLATE/forge-request.yml",
      ".github/forge.yml",
      ".github/workflows/forge-pipeline.yml",
      ".github/workflows/forge-publish.yml",
      ".github/workflows/forge-registry.yml",
    ]);
    const more = names("workflow").filter((name) => !names("app").includes(name));
    expect(more).toEqual([".github/workflows/forge-wake.yml", ".github/workflows/forge.yml"]);
  });

  // actionlint and our own rules read them too: .github/checks/workflow-security.
  it.each(workflows)("%s pass GitHub's own parser", async (path, text) => {
    await expect((await loadWorkflowParser()).parseWorkflow(path, text)).resolves.toBeDefined();
  });

  it("name runs so that the bot finds them again, and start by dispatch only", () => {
    const heads = Object.fromEntries(
      ["pipeline", "publish", "registry"].map((name) => {
        const workflow = load(plan.files[`.github/workflows/forge-${name}.yml`] ?? "") as Record<string, unknown>;
        return [name, { title: workflow["run-name"], on: Object.keys(workflow["on"] as object) }];
      }),
    );
    expect(heads).toEqual({
      pipeline: { title: "forge-pipeline ${{ inputs.name }} ${{ inputs.head-sha }}", on: ["workflow_dispatch"] },
      publish: { title: "forge-publish ${{ inputs.name }} ${{ inputs.head-sha }}", on: ["workflow_dispatch"] },
      registry: {
        title: "forge-registry ${{ inputs.action || 'refresh' }} ${{ inputs.name }} ${{ inputs.version }}",
        on: ["workflow_dispatch", "schedule"],
      },
    });
  });

  it("hold a configuration that the schema accepts, whatever characters a login has", () => {
    const strange = { id: 3, login: 'x", team: "y' };
    const texts = [
      options,
      { ...options, approvers: { team: "forge-approvers" }, reviewers: users },
      { ...options, approvers: { users: [...users, strange] } },
      { ...options, benches: [{ id: "bench-1", publicKey: "-----BEGIN PUBLIC KEY-----\nabc\n" }] },
      { ...options, signing: { mode: "keyless-public" as const, fulcioUrl: "http://127.0.0.1:1" } },
    ].map((variant) => planInit(variant).files[".github/forge.yml"] ?? "");
    const parsed = texts.map((text) => parseForgeConfig(load(text)));
    expect(parsed.filter((result) => !result.ok)).toEqual([]);
    expect(load(texts[2] ?? "")).toMatchObject({ approvers: { users: [...users, strange] } });
  });

  it("start a registry and a list of reviewers that their schemas accept", () => {
    const files = plan.registry;
    expect(parseRegistry(JSON.parse(files["registry.json"] ?? "")).ok).toBe(true);
    const reviewers = parseReviewers(JSON.parse(files["reviewers.json"] ?? ""));
    expect(reviewers.ok && reviewers.value.reviewers.map(({ id, role }) => [id, role])).toEqual([
      [1, "approver"],
      [2, "approver"],
    ]);
  });

  it.each([
    ["a tag instead of a commit", { plugsmithSha: "v1" }],
    ["something that is no repository", { repository: "acme" }],
    ["one approver only", { approvers: { users: users.slice(0, 1) } }],
    ["one person listed twice", { approvers: { users: [users[0], users[0]] as typeof users } }],
    ["a team whose members nobody named", { approvers: { team: "forge-approvers" } }],
  ])("are refused with %s", (_what, change) => {
    expect(() => planInit({ ...options, ...change })).toThrowError(expect.objectContaining({ code: "config_invalid" }));
  });
});
