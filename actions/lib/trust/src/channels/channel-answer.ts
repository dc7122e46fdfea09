import type { ChannelEvidence, ChannelTrouble } from "@plugsmith/schemas";

/** What a channel says about one version of a plugin when it is asked. */
export type ChannelAnswer =
  /** It knows nothing of the version. */
  | { readonly state: "absent" }
  /** A draft of ours is there that nobody sees yet. */
  | { readonly state: "begun" }
  | { readonly state: "published"; readonly evidence: ChannelEvidence }
  /** People go on from here; not all is done yet. */
  | { readonly state: "handed_over"; readonly evidence: ChannelEvidence }
  /** The version is there with other bytes. */
  | { readonly state: "other_bytes"; readonly found: string }
  /** A higher version is there, and a lower one may not follow it. */
  | { readonly state: "higher"; readonly version: string }
  /** It could not be asked. */
  | { readonly state: "trouble"; readonly trouble: ChannelTrouble };
