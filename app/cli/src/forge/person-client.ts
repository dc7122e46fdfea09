import { ForgeError } from "@plugsmith/schemas";

export interface Person {
  readonly id: number;
  readonly login: string;
  readonly token: string;
}
export interface IssueComment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string };
}
export interface PullSummary {
  readonly number: number;
  readonly state: string;
  readonly merged?: boolean;
  readonly body: string;
  readonly head: { readonly sha: string; readonly ref: string };
}
export interface ReleaseSummary {
  readonly tag_name: string;
  readonly html_url: string;
  readonly assets: readonly { readonly name: string; readonly browser_download_url: string }[];
}

/** What a person does on GitHub, by REST with their own token. Nothing here knows the bot. */
export class PersonClient {
  readonly #api: string;
  readonly #repository: string;
  readonly person: Person;

  constructor(api: string, repository: string, person: Person) {
    this.#api = api;
    this.#repository = repository;
    this.person = person;
  }

  /** One REST call; the path is below the repository. Throws on any status of 400 and up except `allow`. */
  async request<T>(method: string, path: string, body?: unknown, allow: readonly number[] = []): Promise<T> {
    const response = await fetch(`${this.#api}/repos/${this.#repository}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.person.token}`,
        accept: "application/vnd.github+json",
        "content-type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status >= 400 && !allow.includes(response.status)) {
      throw new ForgeError("unexpected", {
        message: `${this.person.login}: ${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`,
      });
    }
    return (text && response.status < 400 ? JSON.parse(text) : undefined) as T;
  }

  openIssue(title: string, body: string): Promise<{ number: number }> {
    return this.request("POST", "/issues", { title, body, labels: ["forge-request"] });
  }
  editIssue(number: number, body: string): Promise<unknown> {
    return this.request("PATCH", `/issues/${number}`, { body });
  }
  readIssue(number: number): Promise<{ state: string; state_reason: string | null }> {
    return this.request("GET", `/issues/${number}`);
  }
  comment(number: number, body: string): Promise<IssueComment> {
    return this.request("POST", `/issues/${number}/comments`, { body });
  }
  comments(number: number): Promise<IssueComment[]> {
    return this.request("GET", `/issues/${number}/comments?per_page=100`);
  }
  async pullOf(branch: string): Promise<PullSummary | undefined> {
    const owner = this.#repository.split("/")[0];
    const pulls = await this.request<PullSummary[]>("GET", `/pulls?state=all&head=${owner}:${branch}`);
    return pulls.find((pull) => pull.head.ref === branch);
  }
  readPull(number: number): Promise<PullSummary> {
    return this.request("GET", `/pulls/${number}`);
  }
  review(number: number, headSha: string, event: "APPROVE" | "REQUEST_CHANGES", body: string): Promise<{ id: number }> {
    return this.request("POST", `/pulls/${number}/reviews`, { commit_id: headSha, event, body });
  }
  async checkRun(sha: string, name: string): Promise<CheckRunSummary | undefined> {
    const query = `check_name=${encodeURIComponent(name)}`;
    const found = await this.request<{ check_runs: CheckRunSummary[] }>("GET", `/commits/${sha}/check-runs?${query}`);
    return found.check_runs.find((run) => run.name === name);
  }
  release(tag: string): Promise<ReleaseSummary | undefined> {
    return this.request("GET", `/releases/tags/${encodeURIComponent(tag)}`, undefined, [404]);
  }
  async readFile(path: string, ref: string): Promise<{ sha: string; text: string }> {
    const file = await this.request<{ sha: string; content: string }>(
      "GET",
      `/contents/${path}?ref=${encodeURIComponent(ref)}`,
    );
    return { sha: file.sha, text: Buffer.from(file.content, "base64").toString("utf8") };
  }
  /** One commit that changes one file on a branch; answers the commit's id. */
  async pushFile(path: string, branch: string, sha: string, text: string, message: string): Promise<string> {
    const content = Buffer.from(text).toString("base64");
    const answer = await this.request<{ commit: { sha: string } }>("PUT", `/contents/${path}`, {
      message,
      content,
      branch,
      sha,
    });
    return answer.commit.sha;
  }
}

export interface CheckRunSummary {
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly output: { readonly title: string | null; readonly summary: string | null };
}
