import type { Cgroups } from "./cgroup.ts";

/** What stands between plugin code and this machine. `os`: namespaces; `process`: Node's permission model and rlimits only. */
export interface Confinement {
  readonly level: "os" | "process";
  readonly tool: "bwrap" | null;
  /** `prlimit` of util-linux was found, so resource limits are enforced. */
  readonly limitTool?: "prlimit" | null;
  /** Control groups that limit each plugin's family as a whole; without them limits hold for each process alone. */
  readonly cgroups?: Cgroups;
  /** Why there are none. */
  readonly noCgroups?: string;
  /** Why the level is not `os`, in words for a person. */
  readonly reason?: string;
}

/** Hard limits of a confined process. Left out = not limited by us. */
export interface ConfinementLimits {
  /** JavaScript heap for Node; data segment for others. MiB. */
  readonly memoryMiB?: number;
  /** Processes and threads of the user together (RLIMIT_NPROC; the kernel ignores it for root). */
  readonly processes?: number;
  readonly openFiles?: number;
  /** Largest file that may be written, and size of the private /tmp. MiB. */
  readonly fileSizeMiB?: number;
  /** CPU time, not wall time. Seconds. */
  readonly cpuSeconds?: number;
  /** Address space, which counts shared memory too; too narrow for Node and Go, which reserve much and use little. MiB. */
  readonly addressSpaceMiB?: number;
}

export interface LaunchRequest {
  /** Absolute path of the program, or a name in /usr/bin. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Absolute paths, visible inside under the same path. Everything else of this machine but /usr is absent. */
  readonly binds: { readonly readOnly: readonly string[]; readonly readWrite: readonly string[] };
  /** What is visible of this machine in place of the whole /usr, read-only; a path that is missing is left out. */
  readonly system?: readonly string[] | undefined;
  readonly limits: ConfinementLimits;
  readonly confinement: Confinement;
  /** The whole environment of the program besides PATH, HOME, TMPDIR, LANG and TZ; nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /** Node programs: switches of the permission model to open, for example `addons` for a native bundler. Default none. */
  readonly nodeAllows?: readonly ("addons" | "child-process" | "worker")[];
}

export interface LaunchPlan {
  readonly command: string;
  readonly args: readonly string[];
  /** The complete environment of `command` (bwrap's own environment is readable inside through /proc/1/environ). */
  readonly environment: Readonly<Record<string, string>>;
  /** Seccomp program that the command reads from descriptor 3. */
  readonly filter?: Uint8Array;
}
