import type { Permissions } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { createFakeForge, digestA, type FakeForge, goodBody, greenResults, people } from "../testing/fake-forge.ts";
import { forcePush, pushFiles, readBranchFile, retarget } from "../testing/fake-github-state.ts";

const { bob, carol, dave, alice, maintainer } = people;
const request = 1;
const pull = 2;
const branch = "forge/request-1";

async function openGreen(config = "", published?: Permissions): Promise<FakeForge> {
  const forge = createFakeForge({ config });
  if (published) publishBefore(forge, published);
  forge.openIssue(bob, "Forge request: scale", goodBody, ["forge-request"]);
  await forge.touch(request, bob);
  await finishPipeline(forge);
  return forge;
}

async function finishPipeline(forge: FakeForge): Promise<void> {
  forge.tick(1000);
  forge.endRun("forge-pipeline.yml", "success", greenResults(digestA));
  forge.tick(1000);
  await forge.touch(request);
}

async function approve(forge: FakeForge, body = "", where = pull): Promise<void> {
  for (const user of [carol, dave]) forge.review(where, user, "APPROVED", body);
  forge.tick(1000);
  await forge.touch(request);
}

/** Another request's version of the same plugin in the registry. */
function publishBefore(forge: FakeForge, permissions: Permissions): void {
  const registry = JSON.parse(readBranchFile(forge.state, "forge/registry", "registry.json") ?? "{}");
  const version = {
    version: "0.9.0",
    digest: digestA,
    size: 10,
    publishedAt: "2026-01-02T00:00:00Z",
    request: 900,
    pullRequest: 901,
    headSha: "c".repeat(40),
    mergeSha: "c".repeat(40),
    tree: "b".repeat(40),
    runId: "1",
    assets: { zip: "a.zip", bundle: "a.jsonl", sbom: "a.json" },
    permissions,
    status: "active",
  };
  const shared = { name: "acme-scale", description: "Reads.", type: "bench", cms: "bench", runtime: "node" };
  const plugins = [{ ...shared, usb: [], versions: [version] }];
  pushFiles(forge.state, "forge/registry", { "registry.json": JSON.stringify({ ...registry, plugins }) }, maintainer);
}

const title = (forge: FakeForge) =>
  forge.state.checks.findLast((check) => check.name === "forge / approvals")?.output.title;
const publishes = (forge: FakeForge) => forge.state.runs.filter((run) => run.workflow === "forge-publish.yml").length;
const head = (forge: FakeForge) => forge.state.threads.get(pull)?.pull?.headSha ?? "";

/** Two approvals that do not carry: the check, the status and the answer to `/forge publish` say so. */
async function expectRefused(forge: FakeForge, shown: string, reason: RegExp): Promise<void> {
  expect(title(forge)).toBe(shown);
  expect(forge.status(request)).toMatch(reason);
  expect(forge.state.checks.findLast((check) => check.name === "forge / approvals")?.output.summary).toMatch(reason);
  await forge.say(request, carol, "/forge publish");
  expect(publishes(forge)).toBe(0);
}

async function expectPublishable(forge: FakeForge): Promise<void> {
  expect(title(forge)).toBe("2/2 approvals");
  await forge.say(request, carol, "/forge publish");
  expect(publishes(forge)).toBe(1);
}

describe("approvals", () => {
  it("carry when two approvers give them on the head after its pipeline", async () => {
    const forge = await openGreen();
    await approve(forge);
    await expectPublishable(forge);
  });

  it("must still carry when a failed publication is tried again", async () => {
    const forge = await openGreen();
    await approve(forge);
    await expectPublishable(forge);
    forge.endRun("forge-publish.yml", "failure");
    forge.state.reviews = forge.state.reviews.map((one) => (one.user === dave ? { ...one, state: "DISMISSED" } : one));
    await forge.touch(request);
    await forge.say(request, carol, "/forge retry publish");
    expect(publishes(forge)).toBe(1);
    forge.tick(1000);
    forge.review(pull, alice, "APPROVED");
    await forge.say(request, carol, "/forge retry publish");
    expect(publishes(forge)).toBe(2);
  });

  it("are forgotten when the pull request had another base meanwhile", async () => {
    const forge = await openGreen();
    forge.state.branches.set("side", forge.state.branches.get("main") ?? "");
    retarget(forge.state, pull, "side");
    for (const user of [carol, dave]) forge.review(pull, user, "APPROVED");
    forge.tick(1000);
    retarget(forge.state, pull, "main");
    forge.tick(1000);
    await forge.touch(request);
    await expectRefused(forge, "0/2 approvals", /got another base; review again/u);
    await approve(forge);
    await expectPublishable(forge);
  });

  it("are forgotten when the branch was forced away and back to the same commit", async () => {
    const forge = await openGreen();
    await approve(forge);
    const reviewed = head(forge);
    forcePush(forge.state, branch, forge.state.commits.get(reviewed)?.parents[0] ?? "", maintainer);
    forge.tick(1000);
    forcePush(forge.state, branch, reviewed, maintainer);
    forge.tick(1000);
    await forge.touch(request);
    await expectRefused(forge, "0/2 approvals", /force-pushed/u);
  });

  it("of a person who pushed do not count even when no delivery told of the push", async () => {
    const forge = await openGreen();
    pushFiles(forge.state, branch, { "plugins/acme-scale/README.md": "more" }, maintainer);
    forge.state.activity.push({ ref: `refs/heads/${branch}`, type: "push", actor: carol });
    await forge.touch(request);
    await finishPipeline(forge);
    await approve(forge);
    await expectRefused(forge, "1/2 approvals", /carol pushed to this pull request/u);
  });

  it("cannot be counted when more pushes were made than GitHub lists", async () => {
    const forge = await openGreen();
    for (let count = 0; count < 100; count += 1)
      forge.state.activity.push({ ref: `refs/heads/${branch}`, type: "push", actor: maintainer });
    await approve(forge);
    await expectRefused(forge, "2/2 approvals, blocked", /pushed to so often/u);
  });

  it.each([
    [".github/forge.yml", "schemaVersion: 1"],
    [".github/workflows/forge-publish.yml", "on: push"],
    ["plugins/other/plugin.json", "{}"],
    ["README.md", "hi"],
  ])("do not help a pull request that changes %s", async (path, content) => {
    const forge = await openGreen();
    pushFiles(forge.state, branch, { [path]: content }, maintainer);
    await forge.touch(request);
    await finishPipeline(forge);
    await approve(forge);
    await expectRefused(forge, "2/2 approvals, blocked", /outside plugins\/acme-scale\//u);
  });

  it("cannot be judged when the pull request has more commits than GitHub lists", async () => {
    const forge = await openGreen();
    for (let count = 0; count < 250; count += 1)
      pushFiles(forge.state, branch, { "plugins/acme-scale/README.md": String(count) }, maintainer);
    await forge.touch(request);
    await finishPipeline(forge);
    await approve(forge);
    await expectRefused(forge, "2/2 approvals, blocked", /more commits than GitHub lists/u);
  });

  it("of the same commit on another pull request count for nothing", async () => {
    const forge = await openGreen();
    const other = forge.openIssue(carol, "Twin", "");
    other.pull = { head: branch, base: "side", headSha: head(forge), merged: false, requested: [] };
    await approve(forge, "", other.number);
    expect(title(forge)).toBe("0/2 approvals");
  });

  it("are found on the second page of reviews", async () => {
    const forge = await openGreen();
    forge.review(pull, carol, "APPROVED");
    for (let count = 0; count < 120; count += 1) forge.review(pull, alice, "COMMENTED");
    forge.review(pull, dave, "APPROVED");
    await forge.touch(request);
    await expectPublishable(forge);
  });

  it("end with the role, in the registry's list as in the configuration", async () => {
    const forge = await openGreen();
    await approve(forge);
    const list = JSON.parse(readBranchFile(forge.state, "forge/registry", "reviewers.json") ?? "{}");
    list.reviewers[0].until = new Date(forge.state.now).toISOString();
    pushFiles(forge.state, "forge/registry", { "reviewers.json": JSON.stringify(list) }, maintainer);
    await forge.touch(request);
    await expectRefused(forge, "1/2 approvals", /carol no longer holds the approver role/u);
  });

  it("end when the configuration no longer names the person", async () => {
    const forge = await openGreen();
    await approve(forge);
    const config = readBranchFile(forge.state, "main", ".github/forge.yml") ?? "";
    const without = config.replace("    - {id: 4, login: dave}\n", "");
    pushFiles(forge.state, "main", { ".github/forge.yml": without }, maintainer);
    await forge.touch(request);
    await expectRefused(forge, "1/2 approvals", /dave is not a member of the approver team now/u);
  });

  it("by an account that is not said to be a person do not count", async () => {
    const forge = await openGreen();
    for (const user of [carol, { ...dave, type: "" }]) forge.review(pull, user, "APPROVED");
    await forge.touch(request);
    await expectRefused(forge, "1/2 approvals", /dave is not a person/u);
  });
});

const nothing: Permissions = {
  filesystem: [],
  network: { outbound: [], inbound: false },
  usb: [],
  memory: 64,
  queue: [],
};
const device = { vendorId: "0403", productId: "6001" };

describe("an update", () => {
  it("that asks for more shows the difference and the exact line, and every approval must contain it", async () => {
    const forge = await openGreen("", nothing);
    const status = forge.status(request);
    expect(status).toContain("This version asks for more than the published 0.9.0:");
    expect(status).toContain("- ➕ may newly use the USB device `0403:6001`");
    expect(status).not.toContain("➕ may newly use up to");
    const line = /```\n(\/forge permissions [0-9a-f]{12})\n```/u.exec(status)?.[1] ?? "";
    await approve(forge, "Looks good.");
    await expectRefused(forge, "0/2 approvals", /did not confirm the new permissions/u);
    await approve(forge, `> ${line}`);
    expect(title(forge)).toBe("0/2 approvals");
    await approve(forge, `Looked at the scale.\n\n${line}\n`);
    await expectPublishable(forge);
  });

  it("that asks for no more needs no such line", async () => {
    const forge = await openGreen("", { ...nothing, usb: [device] });
    expect(forge.status(request)).not.toContain("/forge permissions");
    await approve(forge);
    await expectPublishable(forge);
  });

  it("needs another line after a push that changes what it asks for", async () => {
    const forge = await openGreen("", nothing);
    const find = () => /\/forge permissions [0-9a-f]{12}/u.exec(forge.status(request))?.[0] ?? "";
    const first = find();
    const path = "plugins/acme-scale/plugin.json";
    const manifest = JSON.parse(readBranchFile(forge.state, branch, path) ?? "{}");
    manifest.permissions.memory = 512;
    pushFiles(forge.state, branch, { [path]: JSON.stringify(manifest) }, maintainer);
    await forge.touch(request);
    await finishPipeline(forge);
    expect(forge.status(request)).toContain("➕ may newly use up to 512 MiB of memory");
    await approve(forge, first);
    await expectRefused(forge, "0/2 approvals", /did not confirm/u);
    await approve(forge, find());
    await expectPublishable(forge);
  });

  it("whose manifest cannot be read goes nowhere", async () => {
    const forge = await openGreen("", nothing);
    pushFiles(forge.state, branch, { "plugins/acme-scale/plugin.json": "{" }, maintainer);
    await forge.touch(request);
    await finishPipeline(forge);
    await approve(forge);
    await expectRefused(forge, "2/2 approvals, blocked", /plugin.json of this commit cannot be read/u);
  });
});

describe("a critical plugin", () => {
  const config = "critical: [acme-scale]\n";

  it("needs a maintainer among its approvers, asked at the moment of use", async () => {
    const forge = await openGreen(config);
    await approve(forge);
    await expectRefused(forge, "2/2 approvals, blocked", /one of the approvals must be a maintainer's/u);
    forge.state.permissions.set("dave", "maintain");
    await forge.touch(request);
    await expectPublishable(forge);
  });
});

describe("a forge that asks for signed approvals", () => {
  it("shows what to sign and counts no plain review", async () => {
    const forge = await openGreen();
    const text = readBranchFile(forge.state, "main", ".github/forge.yml") ?? "";
    const signed = text.replace("required: 2", "required: 2\n  proof: ssh-sk");
    pushFiles(forge.state, "main", { ".github/forge.yml": signed }, maintainer);
    await forge.touch(request);
    expect(forge.status(request)).toContain(
      `printf '%s' 'acme-scale@1.0.0 ${digestA} ${head(forge)}' | ssh-keygen -Y sign -n plugsmith-approval -f <key>`,
    );
    await approve(forge);
    await expectRefused(forge, "0/2 approvals", /did not sign the approval/u);
  });
});
