import type { ForgeRequest } from "@plugsmith/schemas";

/** Newer templates for a published plugin: what it was made with, what there is, and the request it was made from. */
export interface Upgrade {
  readonly name: string;
  readonly pack: string;
  readonly from: string;
  readonly to: string;
  readonly request: ForgeRequest;
}
