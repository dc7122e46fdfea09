import type { PersonClient } from "../../forge/person-client.ts";
import type { LocalForge } from "../../forge/start-local-forge.ts";
import type { DemoEvidence } from "../evidence.ts";
import type { StageProgress } from "../progress-line.ts";

/** What every scene of the demo works with. */
export interface Stagehand {
  readonly forge: LocalForge;
  readonly evidence: DemoEvidence;
  readonly signal: AbortSignal;
  readonly requester: PersonClient;
  /** Runs one stage with a progress line; its answer is the text behind the tick. */
  stage(title: string, run: (progress: StageProgress) => Promise<string>): Promise<void>;
}

/** A request on its way, as the scenes hand it on. */
export interface OpenRequest {
  readonly plugin: string;
  readonly issue: number;
  readonly pull: number;
  headSha: string;
}
