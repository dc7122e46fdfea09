import { type ApiRequest, createFetchRequest } from "@plugsmith/app";
import { explainGitHubError } from "./explain-github-error.ts";

export interface Person {
  readonly id: number;
  readonly login: string;
  readonly token: string;
}
export interface IssueSummary {
  readonly number: number;
  readonly html_url: string;
  readonly title: string;
  readonly state: string;
  readonly state_reason?: string | null;
  readonly labels: readonly { readonly name: string }[];
  /** There when the number is a pull request's. */
  readonly pull_request?: unknown;
}
export interface IssueComment {
  readonly id: number;
  readonly html_url: string;
  readonly body: string;
  readonly user: { readonly login: string; readonly type: string };
}
export interface PullSummary {
  readonly number: number;
  readonly html_url: string;
  readonly state: string;
  readonly merged?: boolean;
  readonly body: string;
  readonly created_at: string;
  readonly head: { readonly sha: string; readonly ref: string; readonly repo: { readonly full_name: string } | null };
  readonly base: { readonly ref: string };
}
export interface ReleaseSummary {
  readonly tag_name: string;
  readonly html_url: string;
  readonly assets: readonly { readonly name: string; readonly browser_download_url: string }[];
}
export interface CheckRunSummary {
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly output: { readonly title: string | null; readonly summary: string | null };
}

/** What a person does on GitHub, by REST with their own token: the demo's people, and `plugsmith request`. */
export class PersonClient<Holder extends { readonly token: string } = Person> {
  readonly person: Holder;
  /** Owner and name, as route parameters. */
  readonly repository: { readonly owner: string; readonly repo: string };
  /** Any route of GitHub's API. Failures are ForgeErrors in words for people, with GitHub's numeric `status`. */
  readonly request: ApiRequest;

  /** @param apiUrl for example `https://api.github.com`; @param repository `owner/name` */
  constructor(apiUrl: string, repository: string, person: Holder) {
    const [owner = "", repo = ""] = repository.split("/");
    this.person = person;
    this.repository = { owner, repo };
    const send = createFetchRequest(apiUrl, person.token);
    this.request = (route, parameters) =>
      send(route, parameters).catch((error: unknown) => {
        throw explainGitHubError(error, route.replace("{owner}/{repo}", repository), new URL(apiUrl).origin);
      });
  }

  async #call<T>(route: string, parameters: Record<string, unknown> = {}): Promise<T> {
    const [method, path] = route.split(" ");
    const { data } = await this.request(`${method} /repos/{owner}/{repo}${path}`, {
      ...this.repository,
      ...parameters,
    });
    return data as T;
  }

  openIssue(title: string, body: string): Promise<IssueSummary> {
    return this.#call("POST /issues", { title, body, labels: ["forge-request"] });
  }
  editIssue(number: number, body: string): Promise<unknown> {
    return this.#call("PATCH /issues/{number}", { number, body });
  }
  readIssue(number: number): Promise<IssueSummary> {
    return this.#call("GET /issues/{number}", { number });
  }
  comment(number: number, body: string): Promise<IssueComment> {
    return this.#call("POST /issues/{number}/comments", { number, body });
  }
  comments(number: number): Promise<IssueComment[]> {
    return this.#call("GET /issues/{number}/comments", { number, per_page: 100 });
  }
  /** The pull request from a branch of this repository: the open one, else the newest. */
  async pullOf(branch: string): Promise<PullSummary | undefined> {
    const pulls = await this.#call<PullSummary[]>("GET /pulls", {
      state: "all",
      head: `${this.repository.owner}:${branch}`,
    });
    const own = pulls
      .filter((pull) => pull.head.ref === branch && this.isOwn(pull))
      .sort((a, b) => b.number - a.number);
    return own.find((pull) => pull.state === "open") ?? own[0];
  }
  /** Whether a pull request comes from a branch of this repository, not of a fork. */
  isOwn(pull: PullSummary): boolean {
    const { owner, repo } = this.repository;
    return pull.head.repo?.full_name.toLowerCase() === `${owner}/${repo}`.toLowerCase();
  }
  readPull(number: number): Promise<PullSummary> {
    return this.#call("GET /pulls/{number}", { number });
  }
  /** Path of one file that a pull request changes. */
  async firstFileOf(number: number): Promise<string | undefined> {
    const files = await this.#call<{ filename: string }[]>("GET /pulls/{number}/files", { number, per_page: 1 });
    return files[0]?.filename;
  }
  review(
    number: number,
    headSha: string,
    event: "APPROVE" | "REQUEST_CHANGES",
    body: string,
  ): Promise<{ id: number; html_url: string }> {
    return this.#call("POST /pulls/{number}/reviews", { number, commit_id: headSha, event, body });
  }
  async checkRun(sha: string, name: string): Promise<CheckRunSummary | undefined> {
    const found = await this.#call<{ check_runs: CheckRunSummary[] }>("GET /commits/{sha}/check-runs", {
      sha,
      check_name: name,
    });
    return found.check_runs.find((run) => run.name === name);
  }
  release(tag: string): Promise<ReleaseSummary | undefined> {
    return this.#call<ReleaseSummary>("GET /releases/tags/{tag}", { tag }).catch((error: { status?: number }) => {
      if (error.status === 404) return undefined;
      throw error;
    });
  }
  async readFile(path: string, ref: string): Promise<{ sha: string; text: string }> {
    const file = await this.#call<{ sha: string; content: string }>("GET /contents/{path}", { path, ref });
    return { sha: file.sha, text: Buffer.from(file.content, "base64").toString("utf8") };
  }
  /** One commit that changes one file on a branch; answers the commit's id. */
  async pushFile(path: string, branch: string, sha: string, text: string, message: string): Promise<string> {
    const content = Buffer.from(text).toString("base64");
    const file = { path, message, content, branch, sha };
    return (await this.#call<{ commit: { sha: string } }>("PUT /contents/{path}", file)).commit.sha;
  }
}
