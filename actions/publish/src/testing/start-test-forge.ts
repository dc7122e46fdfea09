import { createSign } from "node:crypto";
import { type LocalSigstore, startLocalGitHub, startLocalSigstore } from "@plugsmith/local";
import { createGitRegistryStore, initRegistry } from "@plugsmith/registry";
import { computeDigest, type ForgePin } from "@plugsmith/schemas";
import { createGitHubTransport, type GitHubApi, pick, pickId, pickText } from "@plugsmith/trust/github";
import { makeManifest, makePackage, makeResultsArtifact, makeStepResults } from "@plugsmith/trust/testing";
import { CORE_SCHEMA, load } from "js-yaml";
import type { PublishPorts } from "../publish-ports.ts";
import { closedOutside } from "./fake-outside.ts";

export const pluginName = "bench-hello";

/** A forge on the embedded GitHub: an issue, the bot's pull request, a green pipeline run. */
export interface TestForge {
  readonly sigstore: LocalSigstore;
  readonly repository: string;
  readonly repositoryId: number;
  readonly issue: number;
  readonly pull: number;
  readonly headSha: string;
  /** The API as a person, or as the App's installation (`bot`). */
  as(who: string): GitHubApi;
  /** What a job with exactly these permissions can do. */
  makePorts(permissions: Record<string, "read" | "write">): PublishPorts;
  /** A new file in the pull request, by that person. */
  push(who: string): Promise<string>;
  finishPipeline(headSha: string): Promise<void>;
  close(): Promise<void>;
}

const owner = "acme";
const repository = `${owner}/forge`;
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function signAppToken(id: number, pem: string): string {
  const now = Math.floor(Date.now() / 1000);
  const text = `${encode({ alg: "RS256", typ: "JWT" })}.${encode({ iat: now - 30, exp: now + 300, iss: String(id) })}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(pem, "base64url")}`;
}

const pipelineWorkflow = `name: forge-pipeline
run-name: forge-pipeline \${{ inputs.name }} \${{ inputs.head-sha }}
on:
  workflow_dispatch:
    inputs:
      name: { required: true }
      head-sha: { required: true }
      request: { required: true }
jobs:
  work:
    runs-on: ubuntu-24.04
    steps: []
`;

async function send(api: GitHubApi, method: "POST" | "PUT", path: string, body: unknown): Promise<unknown> {
  const answer = await api.request(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export async function startTestForge(): Promise<TestForge> {
  const sigstore = await startLocalSigstore();
  const people = ["ada", "lin", "rosa"];
  const github = await startLocalGitHub({
    organisation: owner,
    people,
    strictRequests: true,
  });
  const idOf = (login: string) => github.people[login]?.id ?? 0;
  const approvers = ["ada", "lin"].map((login) => ({ id: idOf(login), login }));
  const { url } = sigstore;
  const config = {
    schemaVersion: 1,
    approvers: { users: approvers },
    approvals: { required: 2 },
    signing: { mode: "keyless-public", fulcioUrl: url, rekorUrl: url, timestampUrl: url },
  };
  const made = await github.createRepository({
    owner,
    name: "forge",
    files: { ".github/forge.yml": JSON.stringify(config), ".github/workflows/forge-pipeline.yml": pipelineWorkflow },
  });
  for (const login of ["ada", "lin"]) github.setRole(repository, login, "write");
  const appToken = signAppToken(github.app.id, github.app.privateKeyPem);
  const app = createGitHubTransport({ apiUrl: github.url, token: appToken });
  const installation = await send(app, "POST", `/app/installations/${github.app.installationId}/access_tokens`, {});
  const botToken = pickText(installation, "token");
  const as = (who: string) =>
    createGitHubTransport({
      apiUrl: github.url,
      token: who === "bot" ? botToken : (github.people[who]?.token ?? ""),
    });
  const gitUrl = `${github.url}/${repository}.git`;
  const at = new Date(Date.now() - 60_000).toISOString();
  await createGitRegistryStore({ gitUrl, token: botToken }).initialise(
    initRegistry({ repository, reviewers: approvers, at, trustedRoot: sigstore.trustedRoot }),
  );
  const base = `/repos/${repository}`;
  const issue = pickId(await send(as("rosa"), "POST", `${base}/issues`, { title: "Please", body: "x" }), "number");
  const branch = `forge/request-${issue}`;
  const pin: ForgePin = {
    schemaVersion: 1,
    request: {
      cms: "bench",
      name: pluginName,
      description: "Greets a device on the bench.",
      usb: [{ vendorId: "1209", productId: "0001" }],
    },
    requestNumber: issue,
    requester: { id: idOf("rosa"), login: "rosa" },
    pack: { name: "bench", version: "1.0.0", digest: `sha256:${"9".repeat(64)}` },
    engine: "template",
  };

  async function commit(who: string, files: Record<string, string>): Promise<string> {
    const api = as(who);
    const own = await api.request("GET", `${base}/git/ref/heads/${branch}`);
    const parent = own.status === 200 ? pickText(own.body, "object", "sha") : made.headSha;
    const parentCommit = (await api.request("GET", `${base}/git/commits/${parent}`)).body;
    const tree = await send(api, "POST", `${base}/git/trees`, {
      base_tree: pickText(parentCommit, "tree", "sha"),
      tree: Object.entries(files).map(([path, content]) => ({ path, mode: "100644", type: "blob", content })),
    });
    const body = { message: "feat: plugin", tree: pickText(tree, "sha"), parents: [parent] };
    const sha = pickText(await send(api, "POST", `${base}/git/commits`, body), "sha");
    if (own.status === 200) await api.request("PATCH", `${base}/git/refs/heads/${branch}`, { sha });
    else await send(api, "POST", `${base}/git/refs`, { ref: `refs/heads/${branch}`, sha });
    return sha;
  }
  const headSha = await commit("bot", {
    [`plugins/${pluginName}/plugin.json`]: JSON.stringify(makeManifest({ name: pluginName })),
    [`plugins/${pluginName}/forge.json`]: JSON.stringify(pin),
  });
  const pull = await send(as("bot"), "POST", `${base}/pulls`, {
    title: "Plugin",
    head: branch,
    base: "main",
    body: "",
  });

  let runId = 0;
  github.onRunRequested((run) => {
    runId = run.runId;
  });
  const forge: TestForge = {
    sigstore,
    repository,
    repositoryId: made.id,
    issue,
    pull: pickId(pull, "number"),
    headSha,
    as,
    makePorts(permissions) {
      // The API spells pull_requests what a workflow spells pull-requests.
      const spelled = Object.fromEntries(
        Object.entries(permissions).map(([key, level]) => [key.replaceAll("-", "_"), level]),
      );
      const token = github.issueJobToken({ repository, permissions: spelled, runId: 1 });
      return {
        ...closedOutside,
        serverUrl: github.url,
        repository,
        // The newest run there is stands for the one that publishes.
        runId: String(runId),
        runUrl: `${github.url}/${repository}/actions/runs/${runId}`,
        api: createGitHubTransport({ apiUrl: github.url, token }),
        registry: createGitRegistryStore({ gitUrl, token }),
        loadYaml: (text) => load(text, { schema: CORE_SCHEMA, maxAliases: 0, maxDepth: 20 }),
        now: () => new Date(),
      };
    },
    push: (who) => commit(who, { [`plugins/${pluginName}/notes-${Date.now()}.txt`]: "x" }),
    async finishPipeline(head) {
      const path = `${base}/actions/workflows/forge-pipeline.yml/dispatches`;
      const inputs = { name: pluginName, "head-sha": head, request: String(issue) };
      await as("bot").request("POST", path, { ref: "main", inputs });
      await github.idle();
      const displayTitle = `forge-pipeline ${pluginName} ${head}`;
      const given = { headSha: head };
      const results = makeStepResults(computeDigest(makePackage()), { test: given, sandbox: given, package: given });
      github.addArtifact(runId, "forge-results", Buffer.from(makeResultsArtifact(results).bytes, "base64"));
      const sha = "c".repeat(40);
      const calledWorkflows = [{ path: `acme/plugsmith/.github/workflows/publish.yml@${sha}`, sha }];
      await github.updateRun(runId, { status: "completed", conclusion: "success", displayTitle, calledWorkflows });
    },
    async close() {
      const violations = github.violations.map((violation) => JSON.stringify(violation));
      await github.close();
      await sigstore.close();
      if (violations.length > 0) throw new Error(`Requests that GitHub does not know: ${violations.join("; ")}`);
    },
  };
  return forge;
}

/** A review of a commit by a person. */
export async function review(forge: TestForge, who: string, event: string, commit: string): Promise<void> {
  const path = `/repos/${forge.repository}/pulls/${forge.pull}/reviews`;
  const answer = await forge.as(who).request("POST", path, { event, commit_id: commit, body: "ok" });
  // GitHub answers 200, the embedded one 201.
  if (answer.status > 201) throw new Error(`review: ${answer.status} ${String(pick(answer.body, "message"))}`);
}
