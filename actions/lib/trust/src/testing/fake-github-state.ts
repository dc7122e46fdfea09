import type { FakeArtifact } from "./fake-github-artifacts.ts";

/** What the fake knows; tests build it, requests change it. Values are GitHub's own JSON, reduced. */
export interface FakeGitHubState {
  repository: string;
  id: number;
  defaultBranch: string;
  /** Texts by `<ref>:<path>`. */
  files: Record<string, string>;
  /** Id of `plugins/<name>`'s tree by commit; null: the commit has no such folder. */
  pluginTrees: Record<string, string | null>;
  pluginName: string;
  pull: {
    number: number;
    state: "open" | "closed";
    merged: boolean;
    merge_commit_sha: string | null;
    head: { sha: string; ref: string; repo: { full_name: string } | null };
    base: { ref: string };
    user: { id: number; login: string; type: string };
    changed_files: number;
    commits: number;
  };
  reviews: unknown[];
  commits: unknown[];
  changed: { filename: string; previous_filename?: string }[];
  runs: unknown[];
  /** The run that publishes, 77: what GitHub tells of it. */
  publishRun: { referenced_workflows?: unknown };
  /** Artifacts of the runs. */
  artifacts?: FakeArtifact[];
  activity: unknown[] | null;
  /** Events of the pull request; null: a server without them. */
  events: unknown[] | null;
  /** Answers of the collaborator permission route by login. */
  collaborators: Record<string, { permission: string; role_name: string; user: { id: number } }>;
  issues: Record<number, { user: { id: number; login: string; type: string } }>;
  comments: Record<number, unknown[]>;
  releases: FakeRelease[];
  /** Issues with the label forge-kit. */
  kits?: FakeKit[];
  tags: Record<string, string>;
  baseSha: string;
  mergeBaseSha: string;
  /** Commit that a merge makes, and its tree of the plugin. */
  nextMerge: { sha: string; tree: string };
}

export interface FakeRelease {
  id: number;
  tag_name: string;
  target_commitish: string;
  draft: boolean;
  published_at: string | null;
  upload_url: string;
  name?: string;
  body?: string;
  prerelease?: boolean;
  assets: {
    id: number;
    name: string;
    digest: string;
    state: string;
    browser_download_url: string;
    /** What was uploaded, base64; absent where a test made the asset. */
    bytes?: string;
  }[];
}

export interface FakeKit {
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  state_reason: string | null;
  closed_at: string | null;
  html_url: string;
  user: { id: number; login: string; type: string };
}
