import type { ForgeRequest } from "@plugsmith/schemas";
import type { Quorum } from "@plugsmith/trust";
import type { Upgrade } from "../upgrade/upgrade.ts";
import type { Amendment } from "./decide-amendment.ts";
import type { Refusal } from "./decision.ts";

/** Where a request stands; also the name of its label, `forge/<state>`. */
export type StateName =
  | "invalid"
  | "blocked"
  | "waiting"
  | "accepted"
  | "testing"
  | "failed"
  | "review"
  | "approved"
  | "publishing"
  | "publish-failed"
  | "published"
  | "suspended"
  | "revoked"
  | "stopped"
  | "cancelled";

/** The derived state of one request: nothing of it is stored anywhere. */
export interface RequestState {
  readonly name: StateName;
  readonly accepted: ForgeRequest | null;
  readonly quorum: Quorum | null;
  /** Why it cannot go on, for `invalid`, `blocked`, `waiting`. */
  readonly refusal: Refusal | null;
  /** A hold stops publishing, in whatever state. */
  readonly hold: { readonly by: string; readonly reason: string } | null;
  /** An edit of the accepted text that waits for a decision. */
  readonly amendment: Amendment | null;
  /** Newer templates for what was published. */
  readonly upgrade: Upgrade | null;
}
