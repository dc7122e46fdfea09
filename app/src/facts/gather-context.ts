import type { StepResult } from "@plugsmith/schemas";
import type { AuditStore } from "../audit/audit-store.ts";
import type { ApiRequest } from "../github/api-request.ts";
import type { HintRepository } from "../hints/hint.ts";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import type { ForgeIdentity } from "./facts.ts";

/** Doors through which facts of one repository are read. */
export interface GatherContext {
  readonly request: ApiRequest;
  readonly mirror: RepositoryMirror;
  readonly audit: AuditStore;
  readonly repository: HintRepository;
  readonly forge: ForgeIdentity;
  /** Web address of the server, without a slash at the end. */
  readonly serverUrl: string;
  readonly now: () => Date;
  /** Results of completed runs by run id; they never change. */
  readonly resultCache: Map<number, readonly StepResult[]>;
}
