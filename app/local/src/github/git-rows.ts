import type { Row } from "./github-store.ts";

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
