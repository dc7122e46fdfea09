import type {
  AuditRecord,
  ChannelLedger,
  ForgePin,
  PluginManifest,
  RegistryVersion,
  Reviewers,
  Revocation,
  Signers,
  StepResult,
} from "@plugsmith/schemas";
import type { CommitFact, PullEvent, PullShape, ReviewFact } from "@plugsmith/trust";
import type { ParsedConfig } from "../config/parse-config-text.ts";

/** An account as GitHub names it at the moment of reading. */
export interface Account {
  readonly id: number;
  readonly login: string;
  /** `User`, `Bot`, `Organization`. */
  readonly type: string;
}

/** The forge's own account: whose comments and pull requests are ours. */
export interface ForgeIdentity {
  readonly login: string;
  readonly appId: number | null;
}

export interface RepositoryFact {
  readonly owner: string;
  readonly repo: string;
  readonly id: number;
  readonly defaultBranch: string;
  /** Newest commit of the default branch and its tree. */
  readonly baseSha: string;
  readonly baseTree: string;
  /** Where people look at the repository, without a slash at the end. */
  readonly webUrl: string;
}

export interface CommentFact {
  readonly id: number;
  readonly body: string;
  readonly author: Account | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Written by this forge. */
  readonly ours: boolean;
  /** An App wrote it, be it in a person's name. */
  readonly viaApp?: boolean;
}

export interface RequestFact {
  readonly number: number;
  readonly kind: "issue" | "pull";
  readonly open: boolean;
  /** Only people with write access may still comment. */
  readonly locked?: boolean;
  readonly author: Account;
  /** GitHub's word for the author's tie to the repository, for example `MEMBER`. */
  readonly association: string;
  readonly labels: readonly string[];
  /** The text that asks: the body or the request file; null when it is no forge request at all. */
  readonly text: string | null;
  readonly textDigest: string;
  /** Path and commit that a request file was read from; null for issues. */
  readonly file: { readonly path: string; readonly headSha: string } | null;
}

export interface PullFact {
  readonly number: number;
  readonly open: boolean;
  readonly merged: boolean;
  readonly mergeSha: string | null;
  readonly headSha: string;
  readonly headRef: string;
  readonly locked?: boolean;
  readonly labels: readonly string[];
}

export interface RunFact {
  readonly id: number;
  readonly title: string;
  /** `queued`, `in_progress`, `completed`, … */
  readonly status: string;
  readonly conclusion: string | null;
  readonly url: string;
  readonly createdAt: string;
  /** When it ended, for completed runs. */
  readonly updatedAt: string;
}

export interface PipelineFact {
  /** Newest dispatched default-branch run for the head, whatever its state; null: none. */
  readonly run: RunFact | null;
  /** How many there are for the head. */
  readonly runs: number;
  readonly results: readonly StepResult[];
  /** Digest D of the head, with the end of the run that found it. */
  readonly digest: string | null;
  readonly digestKnownSince: string | null;
  /** Successful runs of the same head found different digests. */
  readonly conflicting: boolean;
}

export interface PublishFact {
  readonly run: RunFact | null;
  /** How many there are for the head. */
  readonly runs: number;
  readonly results: readonly StepResult[];
  /** Name of the job and step that failed, where no result says it. */
  readonly failedAt: string | null;
}

/** By what a publication would be signed. */
export interface SigningFact {
  /** Address and commit of the publish workflow that the forge calls; null: it pins none that can be read. */
  readonly workflow: { readonly workflow: string; readonly digest: string } | null;
  /** The versions of it that people have signed; null: they have signed no list. */
  readonly signers: Signers | null;
}

/** What approvals are judged by besides the reviews themselves; asked once somebody has approved the head. */
export interface EvidenceFact {
  /** Was it asked? Only the manifest is, before somebody has approved. */
  readonly asked: boolean;
  /** Of the head; null: not needed, or not readable. */
  readonly manifest: PluginManifest | null;
  /** Changed files; null: more than GitHub lists. */
  readonly files: PullShape["files"];
  /** Events of the pull request; null: they may not be read. */
  readonly events: readonly PullEvent[] | null;
  /** Who pushed, by GitHub's activity log; null: more than it lists. */
  readonly pushers: readonly { readonly id: number; readonly login: string }[] | null;
  /** For critical plugins: those of the approvers who are maintainers now. */
  readonly maintainerIds: readonly number[] | null;
}

/** A file of plugins/<name> at some commit: text, or bytes where it is none, and its blob. */
export interface PluginFile {
  readonly content: string | Uint8Array;
  readonly executable: boolean;
  readonly sha: string;
}

/** Files of plugins/<name> by path below it. */
export type PluginFiles = ReadonlyMap<string, PluginFile>;

export interface PublishedPlugin {
  readonly manifest: PluginManifest;
  readonly pin: ForgePin | null;
  /** All files of plugins/<name> on the default branch. */
  readonly files: PluginFiles;
  /** What the forge itself had rendered of it, before people's commits; null: not known. */
  readonly render: PluginFiles | null;
}

/** The request's branch as people left it, and what the forge had rendered there; null: not known. */
export interface BranchFact {
  readonly headSha: string;
  readonly files: PluginFiles;
  readonly render: PluginFiles | null;
}

export interface OtherRequest {
  readonly number: number;
  readonly name: string;
  readonly requester: number;
}

/** What somebody may do, asked from the API at the moment of use. */
export interface StandingFact {
  readonly login: string;
  readonly id: number;
  /** `none`: the API says so; `unknown`: it did not say. */
  readonly permission: "unknown" | "none" | "read" | "triage" | "write" | "maintain" | "admin";
  readonly approver: boolean;
}

/** Everything a decision may look at, read once, never changed in place. */
export interface Facts {
  readonly now: string;
  readonly forge: ForgeIdentity;
  readonly repository: RepositoryFact;
  readonly config: ParsedConfig;
  readonly request: RequestFact;
  readonly comments: readonly CommentFact[];
  /** Records of this request, oldest first. */
  readonly records: readonly AuditRecord[];
  /** Requests accepted in the last 24 hours in this repository. */
  readonly acceptedToday: number;
  /** Other accepted requests that are neither published nor cancelled and still open. */
  readonly otherRequests: readonly OtherRequest[];
  /** Standing of people that this hint is about: the requester and commenters. */
  readonly standings: readonly StandingFact[];
  readonly published: PublishedPlugin | null;
  readonly pull: PullFact | null;
  /** Read where the accepted text was edited; else null. */
  readonly branch: BranchFact | null;
  readonly commits: readonly CommitFact[];
  readonly reviews: readonly ReviewFact[];
  readonly evidence: EvidenceFact;
  readonly pipeline: PipelineFact;
  readonly publishing: PublishFact;
  readonly reviewers: Reviewers;
  /** Members of the approver team by id; null: approvers are named as users. */
  readonly teamIds: readonly number[] | null;
  /** Every published version of the plugin. */
  readonly versions: readonly RegistryVersion[];
  /** The request's version in the registry. */
  readonly release: RegistryVersion | null;
  /** Where the request's version was published; null: nothing is written. */
  readonly ledger: ChannelLedger | null;
  readonly revocation: Revocation | null;
  /** Runs of the registry workflow for what was last asked of it, while the registry does not show it. */
  readonly revocationRuns: number;
  readonly signing: SigningFact;
}
