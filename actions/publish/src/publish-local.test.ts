import { createGitRegistryStore, findVersion, type RegistryChange } from "@plugsmith/registry";
import { computeDigest } from "@plugsmith/schemas";
import { makeApproval, makeKeylessSigner, makeProvenance, signStatement } from "@plugsmith/signers";
import { ledgerPath, makeForgePolicy } from "@plugsmith/trust";
import { gatherPublication } from "@plugsmith/trust/github";
import { makePackage } from "@plugsmith/trust/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeKitChannel } from "./channels/kit.ts";
import { mergePlugin } from "./merge/merge-plugin.ts";
import type { MergeInputs, ReleaseInputs } from "./parse-publish-inputs.ts";
import { releasePlugin } from "./release/release-plugin.ts";
import type { SignedFiles } from "./release/signed-files.ts";
import { revokePublished } from "./revoke/revoke-published.ts";
import { settleKits } from "./settle/settle-kits.ts";
import { openChannel } from "./testing/fake-tools.ts";
import { makePublication } from "./testing/fake-world.ts";
import { pluginName, review, startTestForge, type TestForge } from "./testing/start-test-forge.ts";

const zip = makePackage();
const digest = computeDigest(zip);
const zipName = `${pluginName}-1.0.0.zip`;
// The permissions of the jobs in .github/workflows/publish.yml and registry.yml.
const jobs = {
  merge: { contents: "write", "pull-requests": "write", actions: "read" },
  sign: { "id-token": "write", contents: "read", "pull-requests": "read", actions: "read" },
  publish: { contents: "write", issues: "write" },
  registry: { contents: "write", issues: "write" },
} as const;

let forge: TestForge;
let head: string;
beforeAll(async () => {
  forge = await startTestForge();
  head = forge.headSha;
});
afterAll(() => forge.close());

const mergeInputs = (): MergeInputs => ({
  phase: "merge",
  name: pluginName,
  headSha: head,
  digest,
  pullRequest: forge.pull,
  size: 0,
  dryRun: false,
});
const merge = () => mergePlugin(mergeInputs(), forge.makePorts(jobs.merge));

/** What the sign step does, without its action. */
async function sign(mergeSha: string): Promise<SignedFiles> {
  const ports = forge.makePorts(jobs.sign);
  const { reviewers, registry, trustedRoot } = await ports.registry.read();
  const { repository, api, loadYaml } = ports;
  const now = new Date().toISOString();
  const asked = { repository, name: pluginName, headSha: head, pullRequest: forge.pull, digest };
  const question = { ...asked, reviewers, registry, now, loadYaml };
  const found = await gatherPublication(api, question);
  expect(found.pull).toMatchObject({ merged: true, mergeSha });
  const jobWorkflowRef = `acme/plugsmith/.github/workflows/publish.yml@${"c".repeat(40)}`;
  const claims = {
    sub: "repo:acme/forge:ref:refs/heads/main",
    repository,
    repository_id: String(forge.repositoryId),
    ref: "refs/heads/main",
    event_name: "workflow_dispatch",
    job_workflow_ref: jobWorkflowRef,
    job_workflow_sha: "c".repeat(40),
    runner_environment: "self-hosted",
    run_id: "1",
    run_attempt: "1",
  };
  const { url } = forge.sigstore;
  const config = { mode: "keyless-public", fulcioUrl: url, rekorUrl: url, timestampUrl: url } as const;
  const setup = makeKeylessSigner(config, { getToken: async () => forge.sigstore.mintToken(claims) });
  const shared = { zipName, digest, repository, headSha: head, tree: found.tree };
  const provenance = makeProvenance({
    ...shared,
    serverUrl: "https://github.com",
    name: pluginName,
    jobWorkflowRef,
    workflowRef: "acme/forge/.github/workflows/forge-publish.yml@refs/heads/main",
    workflowSha: "d".repeat(40),
    runId: "1",
    runAttempt: "1",
    eventName: "workflow_dispatch",
    runnerEnvironment: "self-hosted",
    startedAt: now,
  });
  const { repositoryId, quorum, excluded } = found;
  const approval = makeApproval({
    ...shared,
    repositoryId,
    pullRequest: forge.pull,
    request: forge.issue,
    plugin: { name: pluginName, version: "1.0.0" },
    quorum,
    excluded,
    decidedAt: now,
  });
  const lines = [await signStatement(provenance, setup), await signStatement(approval, setup)];
  const policy = makeForgePolicy({
    issuer: forge.sigstore.issuer,
    signerWorkflow: "https://github.com/acme/plugsmith/.github/workflows/publish.yml",
    signers: ["c".repeat(40)],
    runnerEnvironment: "self-hosted",
    repository,
    repositoryId,
    defaultBranch: found.defaultBranch,
    config: found.config,
    trustedRoot,
  });
  return {
    version: "1.0.0",
    zip,
    sbom: Buffer.from("{}"),
    bundles: `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`,
    policy: JSON.stringify(policy),
    trustedRoot: null,
  };
}

// One story in the order of the loop: each test goes on from the one before.
describe("merge, sign, release and revoke on the embedded GitHub, with the tokens that the jobs get", () => {
  it("merges nothing before the pipeline is green and two approvers have reviewed the head", async () => {
    await review(forge, "ada", "APPROVE", head);
    await expect(merge()).rejects.toMatchObject({ code: "quorum_missing", message: expect.stringMatching(/^0 of 2/u) });
    await forge.finishPipeline(head);
    await review(forge, "ada", "APPROVE", head);
    await expect(merge()).rejects.toMatchObject({ code: "quorum_missing", message: expect.stringMatching(/^1 of 2/u) });
    await expect(review(forge, "rosa", "APPROVE", head)).resolves.toBeUndefined();
    await expect(merge()).rejects.toMatchObject({ code: "quorum_missing", message: expect.stringMatching(/^1 of 2/u) });
  });

  it("forgets every approval when somebody pushes, and refuses the old head", async () => {
    await review(forge, "lin", "APPROVE", head);
    const old = head;
    head = await forge.push("bot");
    await expect(mergePlugin({ ...mergeInputs(), headSha: old }, forge.makePorts(jobs.merge))).rejects.toMatchObject({
      code: "head_moved",
    });
    await forge.finishPipeline(head);
    await expect(merge()).rejects.toMatchObject({ message: expect.stringMatching(/^0 of 2/u) });
    await review(forge, "ada", "APPROVE", head);
    await review(forge, "lin", "APPROVE", head);
  });

  it("merges nothing with a version of the workflows that people have not listed", async () => {
    const workflow = "https://github.com/acme/plugsmith/.github/workflows/publish.yml";
    const ports = forge.makePorts(jobs.merge);
    const listing = (digest: string) => {
      const signers = { schemaVersion: 1 as const, signers: [{ workflow, digest, from: "2026-01-01T00:00:00Z" }] };
      return {
        ...ports,
        registry: { ...ports.registry, read: async () => ({ ...(await ports.registry.read()), signers }) },
      };
    };
    await expect(mergePlugin(mergeInputs(), listing("d".repeat(40)))).rejects.toMatchObject({
      code: "identity_mismatch",
      message: expect.stringMatching(/^Not merged, because/u),
    });
    const tried = await mergePlugin({ ...mergeInputs(), dryRun: true }, listing("c".repeat(40)));
    expect(tried.message).toContain("would merge");
  });

  it("may not merge with a token that can only read", async () => {
    await expect(mergePlugin(mergeInputs(), forge.makePorts(jobs.sign))).rejects.toMatchObject({
      code: "publish_failed",
    });
  });

  it("merges nothing while the newest word on forge/audit is a hold", async () => {
    const bot = forge.as("bot");
    const path = `/repos/${forge.repository}`;
    await bot.request("POST", `${path}/git/refs`, { ref: "refs/heads/forge/audit", sha: head });
    const write = async (sequence: number, kind: "hold" | "unhold") => {
      const actor = { id: 4, login: "lin" };
      const at = new Date().toISOString();
      const record = { schemaVersion: 1, sequence, previous: null, at, kind, request: forge.issue, actor };
      const file = `records/${forge.issue}/0000000${sequence}.json`;
      const content = Buffer.from(JSON.stringify(record)).toString("base64");
      const body = { message: kind, content, branch: "forge/audit" };
      expect((await bot.request("PUT", `${path}/contents/${file}`, body)).status).toBe(201);
    };
    await write(1, "hold");
    await expect(merge()).rejects.toMatchObject({ code: "not_now", message: expect.stringContaining("lin") });
    await write(2, "unhold");
  });

  it("merges once, then releases and registers what was signed, and has nothing left to do", async () => {
    const merged = await merge();
    expect(merged).toMatchObject({ request: forge.issue, mergeSha: expect.stringMatching(/^[0-9a-f]{40}$/u) });
    const mergeSha = merged.mergeSha ?? "";
    expect(await merge()).toMatchObject({ mergeSha });
    const signed = await sign(mergeSha);
    const inputs: ReleaseInputs = {
      ...mergeInputs(),
      phase: "release",
      request: forge.issue,
      mergeSha,
      zipDir: "/signed",
      trustedRoot: "",
    };
    const ports = forge.makePorts(jobs.publish);
    const killed = {
      ...ports.registry,
      commit: (change: RegistryChange) =>
        change.message.startsWith("Publish") ? Promise.reject(new Error("killed")) : ports.registry.commit(change),
    };
    const again = await sign(mergeSha);
    expect(again.bundles).not.toBe(signed.bundles);
    const both = (own: typeof ports) =>
      Promise.allSettled([signed, again].map((files) => releasePlugin(inputs, own, files)));
    // Two at once with other signatures, both killed before they could register; whatever they leave, the next completes.
    const ends = await both({ ...ports, registry: killed });
    expect(ends.map((end) => end.status)).toEqual(["rejected", "rejected"]);
    await expect(releasePlugin(inputs, { ...ports, registry: killed }, signed)).rejects.toThrow("killed");
    const listed = await ports.api.request("GET", `/repos/${forge.repository}/releases`);
    const published = (listed.body as { draft: boolean }[]).filter(({ draft }) => !draft);
    expect(published).toMatchObject([{ tag_name: `${pluginName}@1.0.0`, assets: [{}, {}, {}] }]);
    // Whoever comes next finds it published with one of the signatures, and goes on with those.
    await both(ports);
    await releasePlugin(inputs, ports, await sign(mergeSha));
    expect((await releasePlugin(inputs, ports, again)).changed).toBe(0);
    const left = await ports.api.request("GET", `/repos/${forge.repository}/releases`);
    expect(left.body).toMatchObject([{ draft: false }]);
    const { registry } = await ports.registry.read();
    const entry = findVersion(registry, pluginName, "1.0.0");
    expect(entry).toMatchObject({ digest, mergeSha, request: forge.issue, status: "active" });
    const downloaded = await fetch(entry?.assets.zip ?? "");
    expect(computeDigest(new Uint8Array(await downloaded.arrayBuffer()))).toBe(digest);
  });

  it("hands a version over to people with a checklist that the job's token opens once, and hears when it is done", async () => {
    const { api, serverUrl } = forge.makePorts(jobs.publish);
    const config = { name: "shopify", kind: "kit", store: "shopify" } as const;
    const channel = openChannel(makeKitChannel, config, { api, serverUrl, repository: forge.repository });
    const publication = makePublication("9.0.0");
    await channel.publish(publication);
    await channel.publish(publication);
    const answer = await channel.read(publication);
    expect(answer).toMatchObject({ state: "handed_over", evidence: { url: expect.stringContaining("/issues/") } });
    const path = `/repos/${forge.repository}/issues`;
    const open = (await api.request("GET", `${path}?labels=forge-kit&state=open`)).body as { number: number }[];
    expect(open).toHaveLength(1);
    const ports = forge.makePorts(jobs.publish);
    const subject = { name: pluginName, version: "9.0.0", digest: publication.digest, request: forge.issue };
    await ports.registry.commit({
      message: "Hand over",
      decide({ registry }) {
        const at = "2026-06-01T00:00:00Z";
        const channels = [{ channel: "shopify", kind: "kit", state: "handed_over", at, run: "1" }];
        const ledger = JSON.stringify({ schemaVersion: 1, ...subject, channels });
        return { registry, files: { [ledgerPath(pluginName, "9.0.0")]: ledger } };
      },
    });
    const settle = () => settleKits(forge.makePorts(jobs.registry));
    expect((await settle()).settled).toEqual([]);
    await forge
      .as("ada")
      .request("PATCH", `${path}/${open[0]?.number}`, { state: "closed", state_reason: "completed" });
    expect(await channel.read(publication)).toMatchObject({ state: "published" });
    expect((await settle()).settled).toEqual([`${pluginName}@9.0.0 on shopify`]);
    expect((await settle()).settled).toEqual([]);
  });

  it("suspends and revokes on the comments of two approvers", async () => {
    const ports = forge.makePorts(jobs.registry);
    const inputs = {
      phase: "revoke",
      name: pluginName,
      version: "1.0.0",
      request: forge.issue,
      action: null,
      dryRun: false,
    } as const;
    const say = (who: string, body: string) =>
      forge.as(who).request("POST", `/repos/${forge.repository}/issues/${forge.issue}/comments`, { body });
    await expect(revokePublished(inputs, ports)).rejects.toMatchObject({ code: "command_not_allowed" });
    await say("rosa", "/forge revoke I asked for it");
    await expect(revokePublished(inputs, ports)).rejects.toMatchObject({ code: "command_not_allowed" });
    await say("ada", "/forge revoke leaks the key");
    expect(await revokePublished(inputs, ports)).toMatchObject({ state: "suspended" });
    await say("lin", "/forge revoke confirm");
    expect(await revokePublished(inputs, ports)).toMatchObject({
      state: "revoked",
      message: expect.stringContaining("Retracted from release, registry."),
    });
    const releases = await ports.api.request("GET", `/repos/${forge.repository}/releases`);
    expect(releases.body).toMatchObject([{ prerelease: true, name: `${pluginName} 1.0.0 (revoked)`, draft: false }]);
  });

  it("lets nobody without a token into the registry", async () => {
    const gitUrl = forge.makePorts(jobs.publish).runUrl.replace(/\/actions\/.*$/u, ".git");
    const stranger = createGitRegistryStore({ gitUrl, token: "ghp_nobody" });
    await expect(stranger.commit({ message: "x", decide: ({ registry }) => ({ registry }) })).rejects.toMatchObject({
      code: expect.stringMatching(/^(publish_failed|registry_invalid)$/u),
    });
  });
});
