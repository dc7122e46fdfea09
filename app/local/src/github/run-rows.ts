import type { Row } from "./github-store.ts";
import type { Json } from "./router.ts";

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
  referenced_workflows?: Json[];
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
