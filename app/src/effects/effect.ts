/** A file of a commit. */
export interface CommitFile {
  readonly path: string;
  readonly content: string;
  /** Bytes that are no text, taken instead of `content`. */
  readonly base64?: string;
  readonly executable: boolean;
  /** A blob of the repository that is taken instead of `content`. */
  readonly sha?: string;
}

/** What people wrote and the rendering says otherwise, as one review of the pull request. */
export interface ReviewDraft {
  /** By which it is found again; the head is added to it. */
  readonly key: string;
  readonly body: string;
  readonly comments: readonly {
    readonly path: string;
    /** Lines of the new file, counted from 1; `startLine` null: one line. */
    readonly startLine: number | null;
    readonly line: number;
    readonly body: string;
  }[];
  /** Everything in one text, for a GitHub that does not find a line in its diff. */
  readonly plain: string;
  /** Where people see the rendering alone, its commit for `{commit}`. */
  readonly renderUrl: string;
}

/** Commits the files on the request's branch and opens its pull request, unless that is already so. */
export interface OpenPullEffect {
  readonly kind: "open_pull";
  /** Name of the plugin, and in how many places people's text and the rendering differ: for the log. */
  readonly name: string;
  readonly conflicts: number;
  readonly branch: string;
  readonly base: { readonly branch: string; readonly sha: string; readonly tree: string };
  readonly files: readonly CommitFile[];
  /** The rendering alone, in a commit of its own beside people's; null: `files` is just that. */
  readonly render: readonly CommitFile[] | null;
  /** The commit that people's text was read from; null: there was no branch. */
  readonly tip: string | null;
  /** Comments on the new head; null: nothing to say. */
  readonly review: ReviewDraft | null;
  /** Paths of the plugin's folder that the new version no longer has. */
  readonly removed: readonly string[];
  readonly message: string;
  readonly title: string;
  readonly body: string;
}

/** One thing to do on GitHub. Each is applied only where it is not already so. */
export type Effect =
  | { readonly kind: "react"; readonly commentId: number }
  /** A new comment, once for each `key` in its thread. */
  | { readonly kind: "comment"; readonly number: number; readonly key: string; readonly body: string }
  | { readonly kind: "status"; readonly number: number; readonly body: string }
  /** All labels that a thread is to have. */
  | { readonly kind: "label"; readonly number: number; readonly labels: readonly string[] }
  | {
      readonly kind: "dispatch";
      readonly workflow: string;
      readonly ref: string;
      readonly inputs: Readonly<Record<string, string>>;
      /** Pull request whose head must still be this commit. */
      readonly expectHead?: { readonly pull: number; readonly sha: string };
    }
  | {
      readonly kind: "request_reviews";
      readonly pull: number;
      readonly team: string | null;
      readonly users: readonly string[];
    }
  | {
      readonly kind: "check";
      readonly name: string;
      readonly headSha: string;
      readonly conclusion: "success" | "action_required" | "failure" | null;
      readonly title: string;
      readonly summary: string;
      readonly annotations?: readonly { readonly path: string; readonly line: number; readonly message: string }[];
    }
  /** Closes the issue and sets its labels in one write. */
  | {
      readonly kind: "close_issue";
      readonly number: number;
      readonly reason: "completed" | "not_planned";
      readonly labels: readonly string[];
    }
  /** An issue of the forge's own, unless it is open already. */
  | { readonly kind: "open_issue"; readonly title: string; readonly body: string; readonly labels: readonly string[] }
  /** A twin of another comment of ours. */
  | { readonly kind: "delete_comment"; readonly commentId: number }
  /** Stops a workflow run that goes on. */
  | { readonly kind: "cancel_run"; readonly run: number }
  | { readonly kind: "close_pull"; readonly number: number }
  | { readonly kind: "delete_branch"; readonly branch: string };
