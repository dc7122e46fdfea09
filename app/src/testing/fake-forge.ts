import type { StepResult } from "@plugsmith/schemas";
import { createMemoryAuditStore } from "../audit/memory-audit-store.ts";
import type { PluginEngine } from "../engine/plugin-engine.ts";
import type { Account } from "../facts/facts.ts";
import { type HandleContext, type HandledRequest, handleRequest } from "../handle-request.ts";
import type { Hint, HintSubject } from "../hints/hint.ts";
import { statusMarker } from "../render/render-status.ts";
import { fakeEngine } from "./fake-engine.ts";
import { createFakeGitHub } from "./fake-github.ts";
import { pushFiles, readBranchFile } from "./fake-github-state.ts";

const person = (id: number, login: string): Account => ({ id, login, type: "User" });

/** People of the fake forge. */
export const people = {
  alice: person(1, "alice"),
  bob: person(2, "bob"),
  carol: person(3, "carol"),
  dave: person(4, "dave"),
  mallory: person(5, "mallory"),
  maintainer: person(6, "maintainer"),
};

export const digestA = `sha256:${"a".repeat(64)}`;
const at = "2026-01-01T00:00:00.000Z";

/** Results of a green pipeline, with this digest. */
export const greenResults = (digest: string): StepResult[] =>
  (["build", "test", "sandbox", "package"] as const).map((step) => ({
    schemaVersion: 1,
    step,
    status: "success",
    code: "ok",
    message: "ok",
    startedAt: at,
    durationMs: 1200,
    ...(step === "package" && { digest }),
  }));

const config = (extra: string) => `schemaVersion: 1
approvers:
  users:
    - {id: 3, login: carol}
    - {id: 4, login: dave}
    - {id: 1, login: alice}
approvals:
  required: 2
${extra}`;

/** A whole forge on the fake GitHub: repository, log, engine, and one way to send it hints. */
export function createFakeForge(options: { readonly config?: string; readonly engine?: PluginEngine } = {}) {
  const github = createFakeGitHub();
  const { state } = github;
  for (const one of Object.values(people)) state.people.set(one.login, one);
  for (const login of ["alice", "bob", "carol", "dave"]) state.permissions.set(login, "write");
  state.permissions.set("maintainer", "maintain");
  state.permissions.set("mallory", "read");
  pushFiles(state, "main", { ".github/forge.yml": config(options.config ?? "") }, people.maintainer);
  const reviewers = [people.carol, people.dave, people.alice].map(({ id, login }) => ({
    id,
    login,
    role: "approver",
    from: at,
  }));
  const registry = {
    schemaVersion: 1,
    repository: "acme/forge",
    sequence: 1,
    updatedAt: at,
    plugins: [],
    revocations: [],
  };
  pushFiles(
    state,
    "forge/registry",
    { "registry.json": JSON.stringify(registry), "reviewers.json": JSON.stringify({ schemaVersion: 1, reviewers }) },
    people.maintainer,
  );
  const audit = createMemoryAuditStore();
  const context: HandleContext = {
    request: github.request,
    mirror: github.mirror,
    audit,
    repository: { owner: "acme", repo: "forge", id: 77, defaultBranch: "main" },
    forge: { login: state.bot.login, appId: 1 },
    serverUrl: "https://github.example",
    now: () => new Date(state.now),
    resultCache: new Map(),
    engine: options.engine ?? fakeEngine,
  };
  let delivery = 0;
  const send = (
    request: number,
    subject: HintSubject,
    actor: Account | null = null,
  ): Promise<HandledRequest | null> => {
    state.now += 5000;
    const hint: Hint = { delivery: `d-${delivery++}`, repository: context.repository, actor, subject };
    return handleRequest(context, hint, request);
  };
  return {
    ...github,
    audit,
    context,
    send,
    /** The thread changed. */
    touch: (request: number, actor: Account | null = null) => send(request, { kind: "thread", number: request }, actor),
    /** A person comments, and the forge is told. */
    say(request: number, user: Account, body: string, thread = request) {
      state.now += 5000;
      const commentId = github.comment(thread, user, body);
      return send(request, { kind: "comment", number: thread, commentId, body, onPull: thread !== request }, user);
    },
    status: (request: number) => {
      const found = state.comments.filter(
        (comment) => comment.thread === request && comment.body.startsWith(statusMarker),
      );
      if (found.length > 1) throw new Error("There is more than one status comment");
      return found[0]?.body ?? "";
    },
    /** Bodies of our comments besides the status. */
    told: (thread: number) =>
      state.comments
        .filter(
          (comment) =>
            comment.thread === thread && comment.user === state.bot && !comment.body.startsWith(statusMarker),
        )
        .map((comment) => comment.body),
    tick: (ms: number) => {
      state.now += ms;
    },
  };
}

export type FakeForge = ReturnType<typeof createFakeForge>;

/** The body of a good request. */
export const goodBody = `### cms\n\nbench\n\n### name\n\nacme-scale\n\n### description\n\nReads the Acme scale on the bench.\n\n### usb\n\n0403:6001\n`;

/** What the publish workflow does on success: merges and enters the version in the registry. */
export function publishAsWorkflow(
  forge: FakeForge,
  request: number,
  status: "active" | "suspended" | "revoked" = "active",
): void {
  const { state } = forge;
  const pull = [...state.threads.values()].find((thread) => thread.pull?.head === `forge/request-${request}`);
  if (!pull?.pull) throw new Error("There is no pull request");
  if (!pull.pull.merged) {
    state.branches.set("main", pull.pull.headSha);
    Object.assign(pull.pull, { merged: true });
    pull.open = false;
  }
  const permissions = { filesystem: [], network: { outbound: [], inbound: false }, usb: [], memory: 64, queue: [] };
  const before = JSON.parse(readBranchFile(state, "forge/registry", "registry.json") ?? "{}");
  const publishedAt: string = before.plugins?.[0]?.versions[0].publishedAt ?? new Date(state.now).toISOString();
  const version = {
    version: "1.0.0",
    digest: digestA,
    size: 10,
    publishedAt,
    request,
    pullRequest: pull.number,
    headSha: pull.pull.headSha,
    mergeSha: pull.pull.headSha,
    tree: "b".repeat(40),
    runId: "1",
    assets: { zip: "a.zip", bundle: "a.jsonl", sbom: "a.json" },
    permissions,
    status,
  };
  const plugin = {
    name: "acme-scale",
    description: "Reads the Acme scale.",
    type: "bench",
    cms: "bench",
    runtime: "node",
    usb: [],
    versions: [version],
  };
  const by = [{ id: 3, login: "carol", at: new Date(state.now).toISOString() }];
  const revocations =
    status === "active"
      ? []
      : [{ name: "acme-scale", version: "1.0.0", digest: digestA, state: status, reason: "drifts", by }];
  const registry = {
    schemaVersion: 1,
    repository: "acme/forge",
    sequence: 2,
    updatedAt: at,
    plugins: [plugin],
    revocations,
  };
  pushFiles(state, "forge/registry", { "registry.json": JSON.stringify(registry) }, people.maintainer);
}
