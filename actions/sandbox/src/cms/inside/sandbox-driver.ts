import type { InsidePlan } from "./inside-plan.ts";

export interface RunningSite {
  readonly url: string;
  /** Folder of the site, where its logs are. */
  readonly folder: string;
  readonly password: string;
  stop(): Promise<void>;
}

/** One way to run the CMS behind the boundary. */
export interface SandboxDriver {
  /** What the evidence says about it. */
  describe(): { readonly driver: InsidePlan["driver"]; readonly versions: Readonly<Record<string, string>> };
  /** Starts the site and answers once it serves its login page. @throws Error when it does not in time. */
  boot(plan: InsidePlan): Promise<RunningSite>;
}
