import type { InsidePlan } from "./inside-plan.ts";
import type { SandboxDriver } from "./sandbox-driver.ts";
import type { Act } from "./world.ts";

export interface NamedHosts {
  readonly names: readonly string[];
  readonly port: number;
}

/** What the program behind the boundary knows of one shop system. */
export interface Platform {
  /** The way to run it that the plan asks for. */
  driver(plan: InsidePlan): SandboxDriver;
  /** The life of a plugin in it, in order. */
  acts(plan: InsidePlan): readonly Act[];
  /** Where a file lies that a shop's web server hands out by itself; undefined for everything that its program answers. */
  staticFile?(path: string): string | undefined;
  /** Names that lead to a TLS port of this machine, whose certificate is the platform's own. */
  readonly hosts?: NamedHosts;
}
