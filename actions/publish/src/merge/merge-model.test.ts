import type { PluginManifest, Registry, Reviewers } from "@plugsmith/schemas";
import { renderConfirmation } from "@plugsmith/trust";
import {
  type ApprovalModel,
  type FakeGitHubState,
  fakeGitHubApi,
  judgeApprovals,
  makeApprovalModel,
  makeForge,
  makeResultsArtifact,
  makeStepResults,
  testCommits,
  testHead,
} from "@plugsmith/trust/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { PublishPorts } from "../publish-ports.ts";
import { mergePlugin } from "./merge-plugin.ts";

// `PLUGSMITH_MODEL_RUNS=20000 vitest run actions/publish/src/merge/merge-model.test.ts` looks longer.
const numRuns = Number(process.env["PLUGSMITH_MODEL_RUNS"] ?? 1000);
const name = "bench-hello";
const digest = `sha256:${"1".repeat(64)}`;
const start = Date.parse("2026-06-01T10:00:00Z");
const always = Date.parse("2026-01-01T00:00:00Z");
const at = (time: number) => new Date(time).toISOString();
const heads = [testHead, "f".repeat(40), "9".repeat(40)];

interface World {
  readonly state: FakeGitHubState;
  reviewers: Reviewers;
  readonly registry: Registry;
  now: number;
}

const people = [1, 2, 3].map((id) => ({ id, login: `user-${id}` }));
const manifest: PluginManifest = JSON.parse(makeForge().files[`${testHead}:plugins/${name}/plugin.json`] ?? "{}");

/** Two heads ask for what the published version has, the third for more. */
const manifestOf = (head: string): PluginManifest =>
  head === heads[2] ? { ...manifest, permissions: { ...manifest.permissions, memory: 512 } } : manifest;

function startWorld(): { model: ApprovalModel; real: World } {
  const state = makeForge({ reviews: [], runs: [], artifacts: [] });
  for (const head of heads) {
    state.files[`${head}:plugins/${name}/plugin.json`] = JSON.stringify(manifestOf(head));
    state.files[`${head}:plugins/${name}/forge.json`] = state.files[`${testHead}:plugins/${name}/forge.json`] ?? "";
    state.pluginTrees[head] = testCommits.tree;
  }
  const version = { version: "0.9.0", permissions: manifest.permissions, status: "active" };
  const registry = {
    schemaVersion: 1,
    repository: "acme/forge",
    sequence: 1,
    updatedAt: at(always),
    plugins: [{ name, versions: [version] }],
    revocations: [],
  } as unknown as Registry;
  const reviewers: Reviewers = {
    schemaVersion: 1,
    reviewers: people.map((person) => ({ ...person, role: "approver", from: at(always) })),
  };
  const model = makeApprovalModel({ now: start, head: testHead, pull: 2 });
  for (const { id } of people) {
    model.named.add(id);
    model.roles.push({ who: id, from: always, until: Number.POSITIVE_INFINITY });
  }
  model.barred.add(5);
  model.lines.set(heads[2] ?? "", renderConfirmation(manifestOf(heads[2] ?? "").permissions));
  return { model, real: { state, reviewers, registry, now: start } };
}

type Command = fc.AsyncCommand<ApprovalModel, World>;
const command = (what: string, act: (model: ApprovalModel, world: World) => void | Promise<void>): Command => ({
  check: () => true,
  async run(model, world) {
    world.now += 1000;
    model.now = world.now;
    if (!world.state.pull.merged) await act(model, world);
  },
  toString: () => what,
});

let ids = 1000;
const review = (who: number, verdict: ApprovalModel["reviews"][number]["verdict"], confirms: boolean) =>
  command(`user-${who} ${verdict}`, (model, { state, now }) => {
    const id = (ids += 1);
    const body = confirms ? (model.lines.get(model.head) ?? "") : "";
    model.reviews.push({ id, pull: 2, who, verdict, head: model.head, at: now, body });
    const user = { id: who, login: `user-${who}`, type: "User" };
    state.reviews.push({ id, user, state: verdict, commit_id: model.head, submitted_at: at(now), body });
  });

const dismiss = (place: number) =>
  command(`review ${place} is dismissed`, (model, { state }) => {
    const found = model.reviews[place % Math.max(model.reviews.length, 1)];
    if (!found || found.verdict === "COMMENTED") return;
    found.verdict = "DISMISSED";
    for (const entry of state.reviews as { id: number; state: string }[])
      if (entry.id === found.id) entry.state = "DISMISSED";
  });

const push = (who: number, head: string, forced: boolean) =>
  command(`user-${who} ${forced ? "forces" : "pushes"} ${head.slice(0, 3)}`, (model, { state, now }) => {
    // Without force nobody comes back to a commit.
    if (head === model.head || (!forced && model.reviews.some((entry) => entry.head === head))) return;
    model.head = head;
    model.barred.add(who);
    state.pull.head.sha = head;
    const actor = { id: who, login: `user-${who}`, type: "User" };
    state.activity?.push({ activity_type: forced ? "force_push" : "push", actor });
    if (!forced) return;
    model.resets.push({ pull: 2, at: now });
    state.events?.push({ event: "head_ref_force_pushed", created_at: at(now) });
  });

const turn = command("another base", (model, { state, now }) => {
  model.base = model.base === "main" ? "side" : "main";
  state.pull.base.ref = model.base;
  model.resets.push({ pull: 2, at: now });
  state.events?.push({ event: "base_ref_changed", created_at: at(now) });
});

const role = (who: number) =>
  command(`the role of user-${who}`, (model, world) => {
    const open = model.roles.find((span) => span.who === who && span.until === Number.POSITIVE_INFINITY);
    if (open) open.until = world.now;
    else model.roles.push({ who, from: world.now, until: Number.POSITIVE_INFINITY });
    world.reviewers = {
      schemaVersion: 1,
      reviewers: model.roles.map(({ who: id, from, until }) => ({
        id,
        login: `user-${id}`,
        role: "approver",
        from: at(from),
        ...(until !== Number.POSITIVE_INFINITY && { until: at(until) }),
      })),
    };
  });

const named = (who: number) =>
  command(`the configuration names user-${who} or not`, (model, { state }) => {
    if (model.named.has(who) && model.named.size > 1) model.named.delete(who);
    else model.named.add(who);
    const config = JSON.parse(state.files["main:.github/forge.yml"] ?? "{}");
    config.approvers.users = people.filter(({ id }) => model.named.has(id));
    state.files["main:.github/forge.yml"] = JSON.stringify(config);
  });

const outside = command("a file outside the folder comes or goes", (model) => {
  if (!model.outside.delete(model.head)) model.outside.add(model.head);
});

const green = command("the pipeline is green", (model, { state, now }) => {
  model.runs.push({ head: model.head, digest, endedAt: now });
  const id = (ids += 1);
  const ofHead = { headSha: model.head };
  const results = makeStepResults(digest, { test: ofHead, sandbox: ofHead, package: ofHead });
  state.artifacts?.push(makeResultsArtifact(results, { id, runId: id }));
  state.runs.push({
    id,
    display_title: `forge-pipeline ${name} ${model.head}`,
    event: "workflow_dispatch",
    head_branch: "main",
    conclusion: "success",
    updated_at: at(now),
  });
});

let merged = 0;
/** The gate itself: merges exactly when the second rule says so, and changes nothing otherwise. */
const merge = command("merge", async (model, world) => {
  const api = fakeGitHubApi(world.state);
  const ports = {
    repository: "acme/forge",
    runId: "77",
    runUrl: "https://github.test/acme/forge/actions/runs/77",
    api,
    registry: { read: async () => ({ registry: world.registry, reviewers: world.reviewers, trustedRoot: {} }) },
    loadYaml: JSON.parse,
    now: () => new Date(world.now),
  } as unknown as PublishPorts;
  const stray = model.outside.has(model.head) ? [{ filename: ".github/forge.yml" }] : [];
  world.state.changed = [{ filename: `plugins/${name}/plugin.json` }, ...stray];
  world.state.pull.changed_files = world.state.changed.length;
  const inputs = { phase: "merge", name, headSha: model.head, digest, pullRequest: 2, size: 0, dryRun: false } as const;
  const { valid } = judgeApprovals(model);
  const outcome = await mergePlugin(inputs, ports).catch((error: { code?: string }) => error.code ?? String(error));
  const wrote = api.requests.filter((request) => !/^(GET|DOWNLOAD) /u.test(request)).length;
  const refusals = ["quorum_missing", "not_now", "diff_outside_plugin"];
  const right = valid ? typeof outcome !== "string" : typeof outcome === "string" && refusals.includes(outcome);
  if (!right || world.state.pull.merged !== valid || wrote !== (valid ? 1 : 0))
    throw new Error(`The gate answered ${JSON.stringify(outcome)}; a valid quorum: ${valid}; writes: ${wrote}`);
  if (valid) merged += 1;
});

const pick = <T>(list: readonly T[]) => fc.constantFrom(...list);
const approve = pick([1, 2, 3]).map((who) => review(who, "APPROVED", true));
const ways = [approve, approve, approve, fc.constant(green), fc.constant(merge)];
const commands: fc.Arbitrary<Command>[] = [
  ...ways,
  ...ways,
  ...ways,
  fc
    .tuple(pick([1, 2, 3, 4, 5]), pick(["APPROVED", "CHANGES_REQUESTED", "COMMENTED"] as const), fc.boolean())
    .map(([who, verdict, line]) => review(who, verdict, line)),
  fc.nat(9).map(dismiss),
  fc.tuple(pick([3, 4, 4]), pick(heads), fc.boolean()).map(([who, head, forced]) => push(who, head, forced)),
  fc.constant(turn),
  pick([1, 2, 3]).map(role),
  pick([1, 2, 3]).map(named),
  fc.constant(outside),
];

it("whatever happens to a pull request, the gate merges it with a valid quorum only, and with one it does", {
  timeout: 600_000,
}, async () => {
  const stories = fc.commands(commands, { maxCommands: 30, size: "max" });
  await fc.assert(
    fc.asyncProperty(stories, (story) => fc.asyncModelRun(startWorld, story)),
    { numRuns },
  );
  // Stories that all end in a refusal would prove nothing.
  expect(merged).toBeGreaterThan(numRuns / 40);
});
