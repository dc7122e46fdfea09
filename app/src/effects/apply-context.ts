import type { CommentFact, ForgeIdentity } from "../facts/facts.ts";
import type { ApiRequest, RepositoryName } from "../github/api-request.ts";

/** Through which effects reach GitHub, and what was seen there just before. */
export interface ApplyContext {
  readonly request: ApiRequest;
  readonly repository: RepositoryName;
  readonly forge: ForgeIdentity;
  /** Comments by thread, as gathered; new ones of ours are added as they are written. */
  readonly comments: Map<number, CommentFact[]>;
  /** Issues that were opened, for whoever goes on with them. */
  readonly opened?: number[];
}
