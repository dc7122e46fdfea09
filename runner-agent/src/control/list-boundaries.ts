import type { Confinement } from "@plugsmith/plugin-host";

export interface Boundary {
  readonly boundary: "namespaces" | "kernel calls" | "memory" | "processor" | "processes" | "node permissions";
  /** weak: something holds, but not all that a manifest says. */
  readonly state: "on" | "weak" | "missing";
  readonly detail: string;
}

/** What stands between a plugin and this machine, one by one. `filtered`: bubblewrap gets a filter of kernel calls. */
export function listBoundaries(confinement: Confinement, filtered: boolean): readonly Boundary[] {
  const { level, limitTool, cgroups, reason = "bubblewrap does not work here", noCgroups = "" } = confinement;
  const os = level === "os";
  const group = cgroups ? `control groups version ${cgroups.version}` : "";
  const without = noCgroups === "" ? "no control groups" : noCgroups;
  return [
    os
      ? { boundary: "namespaces", state: "on", detail: "bubblewrap: no network, own files, processes and users" }
      : { boundary: "namespaces", state: "missing", detail: reason },
    os && filtered
      ? { boundary: "kernel calls", state: "on", detail: "seccomp" }
      : {
          boundary: "kernel calls",
          state: "missing",
          detail: os ? "no filter for this processor" : "the filter needs namespaces",
        },
    group
      ? { boundary: "memory", state: "on", detail: `${group}: the manifest's limit, of every kind` }
      : limitTool === "prlimit"
        ? { boundary: "memory", state: "weak", detail: `prlimit: 512 MiB is the least that holds (${without})` }
        : { boundary: "memory", state: "missing", detail: `neither prlimit nor control groups (${without})` },
    group
      ? { boundary: "processor", state: "on", detail: `${group}: a quarter share, one processor at most` }
      : { boundary: "processor", state: "weak", detail: `the scheduler alone (${without})` },
    group
      ? { boundary: "processes", state: "on", detail: `${group}: 64 together` }
      : limitTool === "prlimit"
        ? { boundary: "processes", state: "weak", detail: "prlimit, and a look five times a second" }
        : { boundary: "processes", state: "missing", detail: "nothing counts them" },
    { boundary: "node permissions", state: "on", detail: "a second layer, for runtime node" },
  ];
}
