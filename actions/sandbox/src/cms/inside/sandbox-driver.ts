import type { InsidePlan } from "./inside-plan.ts";
import type { Page, PageAnswer } from "./page.ts";

/** Logs that every site keeps: one JSON object a line, but `errors`, which is plain lines. */
export type SiteLog = "requests" | "egress" | "shop" | "mail" | "errors";

export interface RunningSite {
  readonly url: string;
  /** Of the administrator. */
  readonly password: string;
  /** Folder of the back office, where it is not the one that the scenario gives it. */
  readonly desk?: string;
  /** Text of a log; empty when nothing was written. */
  readLog(name: SiteLog): string;
  /** A call of the site's own interface as its administrator, whose cookies `admin` has. */
  api(admin: Page, method: string, path: string, body?: unknown): Promise<PageAnswer>;
  stop(): Promise<void>;
}

/** One way to run a CMS behind the boundary. */
export interface SandboxDriver {
  /** What the evidence says about it. */
  describe(): { readonly driver: InsidePlan["driver"]; readonly versions: Readonly<Record<string, string>> };
  /** Starts the site and answers once it serves. @throws Error when it does not in time. */
  boot(plan: InsidePlan): Promise<RunningSite>;
}
