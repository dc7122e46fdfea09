/** Limits that hold for a process and everything that it starts, together. */
export interface CgroupLimits {
  /** Memory of every kind, /tmp and Buffers included. MiB. */
  readonly memoryMiB: number;
  /** Processes and threads. */
  readonly processes: number;
  /** Processor time when others want it too; 100 is what a process has by default. */
  readonly cpuWeight: number;
  /** Processors at most; 1 = the whole time of one. */
  readonly cpus: number;
}

/** The group of one plugin process. */
export interface Cgroup {
  /** Files by which a process enters: it writes 0 to each. What it starts later is in the group from its birth. */
  readonly procs: readonly string[];
  /** How often the kernel ended a process of it for its memory. */
  memoryKills(): number;
  /** Ends what is left in it and takes it away. */
  remove(): Promise<void>;
}

/** Control groups of this machine that the agent may use. */
export interface Cgroups {
  readonly version: 1 | 2;
  /** @throws Error when the kernel refuses the group or a limit. */
  create(limits: CgroupLimits): Cgroup;
  /** Takes every group away. */
  close(): Promise<void>;
}
