import type { StepResult } from "@plugsmith/schemas";
import { zipSync } from "fflate";
import type { Account } from "../facts/facts.ts";
import type { ApiRequest } from "../github/api-request.ts";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import { readRoutes, writeRoutes } from "./fake-github-routes.ts";
import {
  blobIdOf,
  bytesOf,
  type FakeRun,
  type FakeState,
  type FakeThread,
  findBlob,
  listAncestors,
  timeOf,
} from "./fake-github-state.ts";

/** A stateful repository on a GitHub that knows exactly the routes the bot uses; an unknown one throws and names itself. */
export interface FakeGitHub {
  readonly state: FakeState;
  readonly request: ApiRequest;
  readonly mirror: RepositoryMirror;
  openIssue(user: Account, title: string, body: string, labels?: readonly string[]): FakeThread;
  comment(thread: number, user: Account, body: string): number;
  review(pull: number, user: Account, state: string, body?: string): void;
  /** Ends the newest run of a workflow, leaving these results behind. */
  endRun(workflow: string, conclusion: string, results?: readonly StepResult[]): FakeRun;
  /** Calls that changed something, since the last time this was asked. */
  takeWrites(): string[];
}

export function createFakeGitHub(options: { readonly owner?: string; readonly repo?: string } = {}): FakeGitHub {
  const state: FakeState = {
    owner: options.owner ?? "acme",
    repo: options.repo ?? "forge",
    bot: { id: 900, login: "plugsmith[bot]", type: "Bot" },
    now: Date.parse("2026-11-21T10:00:00.000Z"),
    nextId: 1000,
    trees: new Map(),
    commits: new Map(),
    branches: new Map(),
    threads: new Map(),
    comments: [],
    reviews: [],
    events: [],
    activity: [],
    runs: [],
    checks: [],
    permissions: new Map(),
    team: [],
    people: new Map(),
    calls: [],
  };
  let seen = 0;
  const request: ApiRequest = async (route, parameters = {}) => {
    const handler = readRoutes[route] ?? writeRoutes[route];
    if (!handler) throw new Error(`The fake GitHub has no route ${route}`);
    state.calls.push(route);
    const data = handler(state, parameters);
    return { status: 200, data: data === undefined ? {} : data };
  };
  return {
    state,
    request,
    mirror: createFakeMirror(state),
    openIssue(user, title, body, labels = []) {
      const number = state.threads.size + 1;
      const association = ["write", "maintain", "admin"].includes(state.permissions.get(user.login) ?? "")
        ? "MEMBER"
        : "NONE";
      const thread: FakeThread = {
        number,
        title,
        body,
        open: true,
        reason: null,
        user,
        association,
        labels: [...labels],
        pull: null,
      };
      state.threads.set(number, thread);
      return thread;
    },
    comment(thread, user, body) {
      const at = timeOf(state);
      const id = state.nextId++;
      state.comments.push({ id, thread, body, user, createdAt: at, updatedAt: at, reactions: [] });
      return id;
    },
    review(pull, user, verdict, body = "") {
      const commitId = state.threads.get(pull)?.pull?.headSha ?? "";
      state.reviews.push({
        id: state.nextId++,
        pull,
        user,
        state: verdict,
        commitId,
        submittedAt: timeOf(state),
        body,
      });
    },
    endRun(workflow, conclusion, results = []) {
      const run = state.runs.findLast((candidate) => candidate.workflow === workflow);
      if (!run) throw new Error(`No run of ${workflow} was dispatched`);
      const files = Object.fromEntries(
        results.map((result) => [`${result.step}.json`, Buffer.from(JSON.stringify(result))]),
      );
      const zip = results.length > 0 ? zipSync(files) : null;
      return Object.assign(run, { status: "completed", conclusion, updatedAt: timeOf(state), results: zip });
    },
    takeWrites() {
      const fresh = state.calls.slice(seen).filter((call) => !call.startsWith("GET "));
      seen = state.calls.length;
      return fresh;
    },
  };
}

/** The mirror of a fake repository: always as fresh as the repository itself. */
function createFakeMirror(state: FakeState): RepositoryMirror {
  return {
    refresh: async () => {},
    async readBranch(branch) {
      const commit = state.commits.get(state.branches.get(branch) ?? "");
      return commit ? { commit: commit.sha, tree: commit.tree } : null;
    },
    async listFiles(commit, folder) {
      const files = state.trees.get(state.commits.get(commit)?.tree ?? "") ?? new Map();
      return [...files]
        .filter(([path]) => path.startsWith(folder))
        .map(([path, file]) => ({ path, sha: blobIdOf(file.content), mode: file.mode }));
    },
    contains: async (commit, ancestor) => listAncestors(state, commit).has(ancestor) && state.commits.has(commit),
    readBlobs: async (shas) => shas.map((sha) => bytesOf(findBlob(state, sha) ?? "")),
  };
}
