import { describe, expect, it } from "vitest";
import {
  createFakeForge,
  digestA,
  type FakeForge,
  goodBody,
  greenResults,
  people,
  publishAsWorkflow,
} from "./testing/fake-forge.ts";
import { pushFiles, readBranchFile } from "./testing/fake-github-state.ts";

const { alice, bob, carol, dave, mallory, maintainer } = people;
const pullOf = (forge: FakeForge) =>
  [...forge.state.threads.values()].find((thread) => thread.pull?.head.startsWith("forge/"))?.number ?? 0;
const check = (forge: FakeForge) => forge.state.checks.findLast((one) => one.name === "forge / approvals");

async function openGood(options: { config?: string; user?: typeof alice } = {}) {
  const forge = createFakeForge(options.config === undefined ? {} : { config: options.config });
  const { number } = forge.openIssue(options.user ?? bob, "Forge request: scale", goodBody, ["forge-request"]);
  await forge.touch(number, options.user ?? bob);
  return { forge, number };
}

async function openGreen(options: { config?: string } = {}) {
  const opened = await openGood(options);
  opened.forge.tick(1000);
  opened.forge.endRun("forge-pipeline.yml", "success", greenResults(digestA));
  await opened.forge.touch(opened.number);
  opened.forge.tick(1000);
  return { ...opened, pull: pullOf(opened.forge) };
}

async function openApproved(options: { config?: string } = {}) {
  const green = await openGreen(options);
  for (const user of [carol, dave]) green.forge.review(green.pull, user, "APPROVED");
  await green.forge.touch(green.number);
  return green;
}

describe("a forge request", () => {
  it("is told every problem in one status comment, validated again when edited, then becomes one commit and a pull request", async () => {
    const forge = createFakeForge();
    const thread = forge.openIssue(
      bob,
      "Forge request: scale",
      goodBody.replace("bench", "benhc").replace("acme-scale", "Acme"),
      ["forge-request"],
    );
    await forge.touch(1, bob);
    expect(forge.status(1)).toContain("2 things need a correction");
    expect(forge.state.branches.has("forge/request-1")).toBe(false);
    thread.body = goodBody;
    await forge.touch(1, bob);
    const commit = forge.state.commits.get(forge.state.branches.get("forge/request-1") ?? "");
    expect(commit?.parents).toEqual([forge.state.branches.get("main")]);
    expect(commit?.message).toMatch(/\n\nForge-Request: #1\n$/u);
    expect(readBranchFile(forge.state, "forge/request-1", "plugins/acme-scale/plugin.json")).toContain("acme-scale");
    const pull = forge.state.threads.get(2);
    expect(pull?.body).toMatch(/^For #1\n/u);
    expect(pull?.body).not.toMatch(/\b(close[sd]?|fix(e[sd])?|resolve[sd]?) #/iu);
    expect(pull?.labels).toEqual(["forge/testing"]);
    expect(forge.status(1)).toContain("| Pull request | ✅ | #2");
    expect(forge.state.runs.map((run) => run.inputs)).toEqual([
      { name: "acme-scale", "head-sha": commit?.sha, request: "1", from: "build" },
    ]);
  });

  it("takes at most 14 REST calls to its pull request, five of them for commit, branch and pull request", async () => {
    const { forge } = await openGood();
    const { calls } = forge.state;
    const opened = calls.findIndex((call) => call.endsWith("/pulls") && call.startsWith("POST"));
    expect(opened + 1).toBeLessThanOrEqual(13); // and the token
    expect(calls.filter((call) => /POST .*(git\/|\/pulls$)/u.test(call))).toHaveLength(4);
  });

  it("goes from green pipeline over reviews and publish to a closed issue", async () => {
    const { forge, number, pull } = await openGreen();
    expect(forge.state.threads.get(pull)?.pull?.requested).toEqual(["carol", "dave", "alice"]);
    expect(forge.status(number)).toContain(digestA);
    expect(check(forge)?.output.title).toBe("0/2 approvals");
    for (const user of [mallory, bob]) forge.review(pull, user, "APPROVED");
    await forge.touch(number);
    expect(forge.status(number)).toMatch(/`mallory` not counted: .*approver role/u);
    expect(forge.status(number)).toMatch(/`bob` not counted: .*/u);
    await forge.say(number, carol, "/forge publish");
    expect(forge.told(number).at(-1)).toContain("quorum_missing");
    forge.review(pull, carol, "APPROVED");
    await forge.touch(number);
    expect(check(forge)).toMatchObject({ status: "in_progress", output: { title: "1/2 approvals" } });
    forge.review(pull, dave, "APPROVED");
    await forge.touch(number);
    expect(check(forge)).toMatchObject({
      status: "completed",
      conclusion: "success",
      output: { title: "2/2 approvals" },
    });
    await forge.say(number, carol, "/forge publish");
    const headSha = forge.state.threads.get(pull)?.pull?.headSha;
    expect(forge.state.runs.at(-1)).toMatchObject({
      workflow: "forge-publish.yml",
      inputs: {
        name: "acme-scale",
        "head-sha": headSha,
        digest: digestA,
        "pull-request": String(pull),
        "dry-run": "false",
      },
    });
    expect(forge.status(number)).toContain("**Publishing.**");
    publishAsWorkflow(forge, number);
    forge.endRun("forge-publish.yml", "success");
    await forge.touch(number);
    expect(forge.state.threads.get(number)).toMatchObject({
      open: false,
      reason: "completed",
      labels: ["forge-request", "forge/published"],
    });
    expect(forge.told(number).at(-1)).toContain("published");
    expect(forge.state.calls.filter((call) => !call.startsWith("GET ")).length).toBeLessThanOrEqual(40);
    const written = forge.state.calls.length;
    await forge.touch(number);
    expect(forge.state.calls.slice(written).filter((call) => !call.startsWith("GET "))).toEqual([]);
  });

  it.each([
    ["opened", openGood],
    ["green", openGreen],
    ["approved", openApproved],
  ])("handled twice when %s changes nothing the second time", async (_, prepare) => {
    const { forge, number } = await prepare();
    await forge.touch(number);
    forge.takeWrites();
    const records = forge.audit.records.length;
    await forge.touch(number);
    await forge.send(number, { kind: "sweep", number });
    expect(forge.takeWrites()).toEqual([]);
    expect(forge.audit.records).toHaveLength(records);
  });

  it("starts over with a new head when somebody pushes", async () => {
    const { forge, number, pull } = await openGreen();
    forge.review(pull, carol, "APPROVED");
    await forge.touch(number);
    const pushed = pushFiles(forge.state, "forge/request-1", { "plugins/acme-scale/README.md": "more" }, maintainer);
    await forge.send(number, { kind: "thread", number: pull, request: number, pushed }, maintainer);
    expect(forge.state.runs).toHaveLength(2);
    expect(check(forge)).toMatchObject({ headSha: pushed, output: { title: "0/2 approvals" } });
    expect(forge.status(number)).toContain("count starts again at 0");
    expect(forge.audit.records.find((record) => record.kind === "head_pushed")).toMatchObject({
      actor: { login: "maintainer" },
      headSha: pushed,
    });
  });

  it("does not count the approval of somebody who pushed under another's name", async () => {
    const { forge, number, pull } = await openGreen();
    const pushed = pushFiles(forge.state, "forge/request-1", { "plugins/acme-scale/README.md": "more" }, maintainer);
    await forge.send(number, { kind: "thread", number: pull, request: number, pushed }, carol);
    forge.tick(1000);
    forge.endRun("forge-pipeline.yml", "success", greenResults(digestA));
    forge.tick(1000);
    for (const user of [carol, dave]) forge.review(pull, user, "APPROVED");
    await forge.touch(number);
    expect(check(forge)?.output.title).toBe("1/2 approvals");
    expect(forge.status(number)).toMatch(/`carol` not counted: .*pushed/u);
  });

  it("tells the failing step with code, message and hint, and retries from a step", async () => {
    const { forge, number } = await openGood();
    forge.tick(1000);
    const failed = {
      ...greenResults(digestA)[1],
      status: "failed",
      code: "tests_failed",
      message: "2 tests fail @everyone",
      hint: "Look at onLoad.",
    };
    forge.endRun("forge-pipeline.yml", "failure", [failed as never]);
    await forge.touch(number);
    expect(forge.status(number)).toContain("`tests_failed`");
    expect(forge.status(number)).toContain("Look at onLoad.");
    expect(forge.told(number).at(-1)).toMatch(/^<!--.*-->\n@bob .*test/su);
    expect(forge.told(number).join("")).not.toContain("@everyone");
    await forge.say(number, bob, "/forge retry test");
    expect(forge.state.runs.at(-1)?.inputs["from"]).toBe("test");
    expect(forge.status(number)).toContain("**Testing.**");
  });

  it("counts nobody when the same head gave two digests", async () => {
    const { forge, number, pull } = await openApproved();
    const again = forge.state.runs.find((run) => run.workflow === "forge-pipeline.yml");
    forge.state.runs.push({ ...again, id: forge.state.nextId++ } as never);
    forge.endRun("forge-pipeline.yml", "success", greenResults(`sha256:${"b".repeat(64)}`));
    await forge.touch(number);
    expect(forge.status(number)).toContain("not_reproducible");
    expect(check(forge)?.output.title).toBe("0/2 approvals");
    expect(pull).toBeGreaterThan(0);
  });

  it("publishes by itself where the configuration says so, once", async () => {
    const { forge, number } = await openApproved({ config: "publish: {automatic: true}\n" });
    expect(forge.state.runs.filter((run) => run.workflow === "forge-publish.yml")).toHaveLength(1);
    forge.tick(1000);
    forge.endRun("forge-publish.yml", "failure");
    await forge.touch(number);
    await forge.touch(number);
    expect(forge.state.runs.filter((run) => run.workflow === "forge-publish.yml")).toHaveLength(1);
    expect(forge.status(number)).toContain("Publishing failed");
    // Whoever may only retry pipelines may not publish by it.
    for (const words of ["/forge retry publish", "/forge retry"]) {
      await forge.say(number, bob, words);
      expect(forge.told(number).at(-1)).toContain("You may not use `/forge publish` here.");
    }
    expect(forge.state.runs.filter((run) => run.workflow === "forge-publish.yml")).toHaveLength(1);
    await forge.say(number, carol, "/forge retry publish");
    expect(forge.state.runs.filter((run) => run.workflow === "forge-publish.yml")).toHaveLength(2);
  });

  it("is accepted as it stood, whatever the issue says later", async () => {
    const { forge, number } = await openGood();
    const thread = forge.state.threads.get(number);
    if (thread) thread.body = goodBody.replace("acme-scale", "other-name");
    forge.takeWrites();
    await forge.touch(number, bob);
    expect(forge.takeWrites()).toEqual(["PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}"]);
    expect(forge.status(number)).toContain("| `name` | `acme-scale` | `other-name` |");
    expect(readBranchFile(forge.state, `forge/request-${number}`, "plugins/acme-scale/plugin.json")).toBeDefined();
  });

  it("leaves other issues alone", async () => {
    const forge = createFakeForge();
    forge.openIssue(bob, "The door squeaks", "/forge is a nice word");
    expect(await forge.touch(1, bob)).toBeNull();
    expect(forge.takeWrites()).toEqual([]);
  });
});
