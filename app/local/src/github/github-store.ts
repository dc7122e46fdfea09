import type {
  AppRow,
  CollaboratorRow,
  CommentRow,
  InstallationRow,
  IssueRow,
  LabelRow,
  OrgRow,
  PullRow,
  RepoRow,
  ReviewRow,
  TeamMemberRow,
  TeamRepoRow,
  TeamRow,
  UserRow,
} from "./collaboration-rows.ts";
import type { BlobRow, BranchRow, CommitRow, ProtectionRow, RefRow, TagRow, TreeRow } from "./git-rows.ts";
import type { ArtifactRow, AssetRow, CheckRunRow, JobRow, ReleaseRow, RunRow, WorkflowRow } from "./run-rows.ts";

export type * from "./collaboration-rows.ts";
export type * from "./git-rows.ts";
export type * from "./run-rows.ts";

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
