import type { GitHubAnswer, GitHubApi } from "../github/github-api.ts";
import { refuseAnswer } from "../github/read-answer.ts";
import { handleArtifacts, readArtifact } from "./fake-github-artifacts.ts";
import { handleKit } from "./fake-github-kits.ts";
import { handleDownload, handleRelease, handleUpload } from "./fake-github-releases.ts";
import type { FakeGitHubState } from "./fake-github-state.ts";

export interface FakeGitHub extends GitHubApi {
  readonly state: FakeGitHubState;
  /** Method and path of every request. */
  readonly requests: string[];
  /** Called before and after each write; what it throws is what the caller sees: a kill at that point. */
  onWrite: (moment: "before" | "after", what: string) => void;
}

const ok = (body: unknown): GitHubAnswer => ({ status: 200, body: structuredClone(body) });
const notFound: GitHubAnswer = { status: 404, body: { message: "Not Found" } };
const hex = (text: string) => Buffer.from(text).toString("hex").padEnd(40, "0").slice(0, 40);

function handleMerge(state: FakeGitHubState, body: unknown): GitHubAnswer {
  const { sha, merge_method } = body as { sha: string; merge_method: string };
  const { pull, nextMerge } = state;
  if (merge_method !== "merge") return { status: 422, body: { message: "unexpected method" } };
  if (pull.merged || pull.state !== "open") return { status: 405, body: { message: "Pull Request is not mergeable" } };
  if (sha !== pull.head.sha) return { status: 409, body: { message: "Head branch was modified" } };
  Object.assign(pull, { state: "closed", merged: true, merge_commit_sha: nextMerge.sha });
  state.pluginTrees[nextMerge.sha] = nextMerge.tree;
  return ok({ sha: nextMerge.sha, merged: true });
}

/** Trees: a root that holds `plugins`, which holds the plugin's folder, where the commit has one. */
function handleGit(state: FakeGitHubState, path: string): GitHubAnswer | undefined {
  const commit = /^\/git\/commits\/([0-9a-f]{40})$/u.exec(path)?.[1];
  if (commit !== undefined) return commit in state.pluginTrees ? ok({ tree: { sha: commit } }) : notFound;
  const tree = /^\/git\/trees\/([0-9a-f]{40})$/u.exec(path)?.[1];
  if (tree !== undefined) {
    const known = state.pluginTrees[tree];
    const folder = (name: string, sha: string) => ({ path: name, type: "tree", mode: "040000", sha });
    if (known !== undefined) return ok({ tree: known === null ? [] : [folder("plugins", hex(known))] });
    const inner = Object.values(state.pluginTrees).find((id) => id !== null && hex(id) === tree);
    return inner ? ok({ tree: [folder(state.pluginName, inner)] }) : notFound;
  }
  const tag = /^\/git\/ref\/tags\/(.+)$/u.exec(path)?.[1];
  if (tag === undefined) return undefined;
  const sha = state.tags[decodeURIComponent(tag)];
  return sha === undefined ? notFound : ok({ object: { type: "commit", sha } });
}

/** The files of a folder, as GitHub's contents route lists them. */
function listFolder(state: FakeGitHubState, prefix: string): GitHubAnswer {
  const names = Object.keys(state.files).flatMap((file) => (file.startsWith(prefix) ? file.slice(prefix.length) : []));
  return names.length === 0 ? notFound : ok(names.map((name) => ({ type: "file", name })));
}

function handleRead(state: FakeGitHubState, url: URL): GitHubAnswer | undefined {
  const path = url.pathname.slice(`/repos/${state.repository}`.length);
  const ref = url.searchParams.get("ref");
  const { pull } = state;
  const page = Number(url.searchParams.get("page") ?? "1");
  const list = (entries: readonly unknown[]) => ok(entries.slice((page - 1) * 100, page * 100));
  if (path === "") return ok({ id: state.id, default_branch: state.defaultBranch });
  if (path.startsWith("/contents/")) {
    const text = state.files[`${ref}:${decodeURIComponent(path.slice("/contents/".length))}`];
    if (text === undefined) return listFolder(state, `${ref}:${decodeURIComponent(path.slice("/contents/".length))}/`);
    return ok({ type: "file", content: Buffer.from(text).toString("base64") });
  }
  if (path === `/pulls/${pull.number}`) return ok(pull);
  if (path === `/pulls/${pull.number}/reviews`) return list(state.reviews);
  if (path === `/pulls/${pull.number}/commits`) return list(state.commits);
  if (path === `/pulls/${pull.number}/files`) return list(state.changed);
  if (path === `/issues/${pull.number}/events`) return state.events === null ? notFound : list(state.events);
  const collaborator = /^\/collaborators\/([^/]+)\/permission$/u.exec(path)?.[1];
  if (collaborator !== undefined) {
    const answer = state.collaborators[decodeURIComponent(collaborator)];
    return answer ? ok(answer) : notFound;
  }
  if (path === "/activity") return state.activity === null ? notFound : ok(state.activity);
  if (path === "/actions/workflows/forge-pipeline.yml/runs")
    return ok({ workflow_runs: state.runs.slice((page - 1) * 100, page * 100) });
  if (path === "/actions/runs/77") return ok({ id: 77, ...state.publishRun });
  const artifacts = handleArtifacts(state, path, page);
  if (artifacts) return artifacts;
  if (path.startsWith("/compare/"))
    return ok({ base_commit: { sha: state.baseSha }, merge_base_commit: { sha: state.mergeBaseSha } });
  const issue = /^\/issues\/(\d+)(\/comments)?$/u.exec(path);
  if (issue?.[2]) return list(state.comments[Number(issue[1])] ?? []);
  if (issue)
    return issue[1] !== undefined && state.issues[Number(issue[1])] ? ok(state.issues[Number(issue[1])]) : notFound;
  return handleGit(state, path);
}

/** GitHub's REST API in memory. Strict: a route that nobody taught it fails the test and names itself. */
export function fakeGitHubApi(state: FakeGitHubState): FakeGitHub {
  const requests: string[] = [];
  const unknown = (what: string): never => {
    throw new Error(`fake GitHub: nobody expects ${what}`);
  };
  const fake: FakeGitHub = {
    state,
    requests,
    onWrite: () => undefined,
    async request(method, path, body) {
      const what = `${method} ${path}`;
      requests.push(what);
      const url = new URL(path, "https://api.github.test");
      const short = url.pathname.slice(`/repos/${state.repository}`.length);
      if (method !== "GET") fake.onWrite("before", what);
      const merge = method === "PUT" && short === `/pulls/${state.pull.number}/merge`;
      const answer =
        (merge
          ? handleMerge(state, body)
          : (handleRelease(state, method, short, body) ?? handleKit(state, method, url, short, body))) ??
        (method === "GET" ? handleRead(state, url) : undefined) ??
        unknown(what);
      if (method !== "GET") fake.onWrite("after", what);
      return answer;
    },
    async upload(url, _, bytes) {
      requests.push(`UPLOAD ${url}`);
      fake.onWrite("before", url);
      const answer = handleUpload(state, url, bytes);
      fake.onWrite("after", url);
      return answer;
    },
    async download(path, accept) {
      requests.push(`DOWNLOAD ${path}`);
      return (
        handleDownload(state, path) ??
        readArtifact(state, path, accept) ??
        refuseAnswer(`the download ${path}`, notFound)
      );
    },
  };
  return fake;
}
