import type { Row } from "./github-store.ts";

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
  review_id?: number | null;
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
