import type { Json } from "./router.ts";

/** Columns that every row of emulate's store has. */
export interface Row {
  id: number;
  node_id: string;
  created_at: string;
  updated_at: string;
}

/** One of emulate's in-memory collections. */
export interface Table<T extends Row> {
  insert(row: Partial<T>): T;
  get(id: number): T | undefined;
  findBy(field: keyof T, value: string | number): T[];
  findOneBy(field: keyof T, value: string | number): T | undefined;
  update(id: number, patch: Partial<T>): T | undefined;
  delete(id: number): boolean;
  all(): T[];
}

export interface UserRow extends Row {
  login: string;
  type: string;
  name: string | null;
  email: string | null;
  site_admin: boolean;
}
export interface OrgRow extends Row {
  login: string;
  name: string | null;
  default_repository_permission: string;
}
export interface TeamRow extends Row {
  org_id: number;
  slug: string;
  name: string;
  permission: string;
  members_count: number;
}
export interface TeamMemberRow extends Row {
  team_id: number;
  user_id: number;
  role: "member" | "maintainer";
}
export interface TeamRepoRow extends Row {
  team_id: number;
  repo_id: number;
}
export interface CollaboratorRow extends Row {
  repo_id: number;
  user_id: number;
  permission: string;
}

export interface RepoRow extends Row {
  name: string;
  full_name: string;
  owner_id: number;
  owner_type: "User" | "Organization";
  private: boolean;
  default_branch: string;
  open_issues_count: number;
  delete_branch_on_merge: boolean;
}

export interface IssueRow extends Row {
  number: number;
  repo_id: number;
  title: string;
  body: string | null;
  state: "open" | "closed";
  user_id: number;
  label_ids: number[];
  closed_at: string | null;
  closed_by_id: number | null;
  is_pull_request: boolean;
  comments: number;
  locked: boolean;
  assignee_ids: number[];
}

export interface PullRow extends Row {
  number: number;
  repo_id: number;
  title: string;
  body: string | null;
  state: "open" | "closed";
  user_id: number;
  draft: boolean;
  head_ref: string;
  head_sha: string;
  head_repo_id: number;
  base_ref: string;
  base_sha: string;
  base_repo_id: number;
  merged: boolean;
  merged_at: string | null;
  merged_by_id: number | null;
  merge_commit_sha: string | null;
  closed_at: string | null;
  changed_files: number;
  additions: number;
  deletions: number;
  commits: number;
  label_ids: number[];
  requested_reviewer_ids: number[];
  requested_team_ids: number[];
  mergeable: boolean | null;
  mergeable_state: string;
}

export interface LabelRow extends Row {
  repo_id: number;
  name: string;
  color: string;
}
export interface CommentRow extends Row {
  repo_id: number;
  user_id: number;
  issue_number: number | null;
  comment_type: string;
  body: string;
}
export interface ReviewRow extends Row {
  repo_id: number;
  pull_number: number;
  user_id: number;
  state: string;
  commit_id: string;
  body: string | null;
  submitted_at: string | null;
}
export interface BranchRow extends Row {
  repo_id: number;
  name: string;
  sha: string;
  protected: boolean;
}
export interface ProtectionRow extends Row {
  repo_id: number;
  branch_name: string;
  enforce_admins: boolean;
  allow_force_pushes: boolean;
  required_status_checks: { strict: boolean; contexts: string[] } | null;
  required_pull_request_reviews: { required_approving_review_count: number; dismiss_stale_reviews: boolean } | null;
  restrictions: { users: string[]; teams: string[] } | null;
}
export interface RefRow extends Row {
  repo_id: number;
  ref: string;
  sha: string;
}

export interface CommitRow extends Row {
  repo_id: number;
  sha: string;
  message: string;
  tree_sha: string;
  parent_shas: string[];
  user_id: number | null;
  author_name: string;
  author_email: string;
  author_date: string;
  committer_name: string;
  committer_email: string;
  committer_date: string;
}
export interface TreeEntry {
  path: string;
  mode: string;
  type: "blob" | "tree" | "commit";
  sha: string;
  size?: number;
}
export interface TreeRow extends Row {
  repo_id: number;
  sha: string;
  tree: TreeEntry[];
  truncated: boolean;
}
export interface BlobRow extends Row {
  repo_id: number;
  sha: string;
  content: string;
  encoding: "utf-8" | "base64";
  size: number;
}
export interface TagRow extends Row {
  repo_id: number;
  sha: string;
  tag: string;
  message: string;
  tagger_name: string;
  tagger_email: string;
  tagger_date: string;
  object_type: string;
  object_sha: string;
}

export interface ReleaseRow extends Row {
  repo_id: number;
  tag_name: string;
  target_commitish: string;
  name: string | null;
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  author_id: number;
  published_at: string | null;
  immutable?: boolean;
}
export interface AssetRow extends Row {
  release_id: number;
  repo_id: number;
  name: string;
  label: string | null;
  state: string;
  content_type: string;
  size: number;
  download_count: number;
  uploader_id: number;
  digest?: string;
}

export interface WorkflowRow extends Row {
  repo_id: number;
  name: string;
  path: string;
  state: string;
  badge_url: string;
  definition?: Json;
}
export interface RunRow extends Row {
  repo_id: number;
  workflow_id: number;
  name: string;
  head_branch: string | null;
  head_sha: string;
  run_number: number;
  event: string;
  status: string;
  conclusion: string | null;
  actor_id: number;
  run_attempt: number;
  run_started_at: string;
  display_title?: string;
  workflow_path?: string;
}
export interface JobRow extends Row {
  repo_id: number;
  run_id: number;
  name: string;
  status: string;
  conclusion: string | null;
  started_at: string | null;
  completed_at: string | null;
  runner_id: number | null;
  runner_name: string | null;
  steps: Json[];
}
export interface ArtifactRow extends Row {
  repo_id: number;
  run_id: number;
  name: string;
  size_in_bytes: number;
  expired: boolean;
  expires_at: string;
  digest?: string;
}
export interface CheckRunRow extends Row {
  repo_id: number;
  head_sha: string;
  name: string;
  status: string;
  conclusion: string | null;
  external_id: string;
  app_id: number | null;
  output: Json;
  check_suite_id: number | null;
}
export interface AppRow extends Row {
  app_id: number;
  slug: string;
  name: string;
  private_key: string;
  permissions: Record<string, string>;
  events: string[];
  webhook_url: string | null;
  webhook_secret: string | null;
  description: string | null;
}
export interface InstallationRow extends Row {
  installation_id: number;
  app_id: number;
  account_type: "User" | "Organization";
  account_id: number;
  account_login: string;
  repository_selection: "all" | "selected";
  repository_ids: number[];
  permissions: Record<string, string>;
  suspended_at: string | null;
}

/** The tables of emulate's GitHub service that we touch, with the columns that we read. */
export interface GitHubStore {
  users: Table<UserRow>;
  orgs: Table<OrgRow>;
  teams: Table<TeamRow>;
  teamMembers: Table<TeamMemberRow>;
  teamRepos: Table<TeamRepoRow>;
  repos: Table<RepoRow>;
  collaborators: Table<CollaboratorRow>;
  issues: Table<IssueRow>;
  pullRequests: Table<PullRow>;
  labels: Table<LabelRow>;
  comments: Table<CommentRow>;
  reviews: Table<ReviewRow>;
  branches: Table<BranchRow>;
  branchProtections: Table<ProtectionRow>;
  refs: Table<RefRow>;
  commits: Table<CommitRow>;
  trees: Table<TreeRow>;
  blobs: Table<BlobRow>;
  tags: Table<TagRow>;
  releases: Table<ReleaseRow>;
  releaseAssets: Table<AssetRow>;
  workflows: Table<WorkflowRow>;
  workflowRuns: Table<RunRow>;
  jobs: Table<JobRow>;
  artifacts: Table<ArtifactRow>;
  checkRuns: Table<CheckRunRow>;
  checkSuites: Table<Row>;
  apps: Table<AppRow>;
  appInstallations: Table<InstallationRow>;
}
