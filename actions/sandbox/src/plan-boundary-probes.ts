import type { ConfinedResult } from "@plugsmith/action-kit";
import type { SandboxLimits } from "./sandbox-limits.ts";

/** A small program of ours that tries what must not be possible; it runs behind the plugin's own boundary. */
export interface BoundaryProbe {
  readonly name: "network" | "hostFiles" | "environment" | "memory" | "fileSize" | "cpu" | "readOnly";
  /** `node` stands for the running Node. */
  readonly program: string;
  readonly args: readonly string[];
  readonly limits: SandboxLimits;
  /** Whether the boundary held, from how the program ended. */
  held(result: Pick<ConfinedResult, "exitCode" | "signal" | "stdout">): boolean;
}

const known = new Set(["PATH", "HOME", "TMPDIR", "LANG", "TZ", "PWD", "OLDPWD", "_", "SHLVL"]);

const connect = (port: number) => `
const socket = require("node:net").connect(${port}, "127.0.0.1");
socket.on("connect", () => { console.log("REACHED"); process.exit(0); });
socket.on("error", (error) => { console.log("BLOCKED " + error.code); process.exit(0); });
`;
const allocate = (mebibytes: number) => `
const kept = [];
try { for (let i = 0; i < ${mebibytes / 16}; i += 1) kept.push(Buffer.alloc(16 * 1024 * 1024, 1)); } catch { console.log("STOPPED"); process.exit(0); }
console.log("SURVIVED " + kept.length);
`;
const write = (mebibytes: number) => `
const fs = require("node:fs");
try { for (let i = 0; i < ${mebibytes}; i += 1) fs.appendFileSync("/tmp/probe", Buffer.alloc(1024 * 1024, 1)); } catch (error) { console.log("STOPPED " + error.code); process.exit(0); }
console.log("SURVIVED");
`;

/**
 * What is tried, and how each must end. `hostPort` listens on this machine, `hostFile` lies outside every bind, `stage` is
 * the plugin's own folder.
 */
export function planBoundaryProbes(
  at: { hostPort: number; hostFile: string; stage: string },
  limits: SandboxLimits,
): BoundaryProbe[] {
  const node = (
    name: BoundaryProbe["name"],
    script: string,
    held: BoundaryProbe["held"],
    changes: Partial<SandboxLimits> = {},
  ): BoundaryProbe => ({
    name,
    program: "node",
    args: ["-e", script],
    limits: { ...limits, ...changes },
    held,
  });
  const stopped: BoundaryProbe["held"] = ({ stdout, exitCode }) =>
    !stdout.includes("SURVIVED") && (stdout.includes("STOPPED") || exitCode !== 0);
  return [
    // First, because it takes a whole second, in which the others can run beside it.
    node("cpu", "for (;;);", ({ signal, exitCode }) => signal !== null || (exitCode ?? 0) > 128, { cpuSeconds: 1 }),
    node("network", connect(at.hostPort), ({ stdout }) => stdout.startsWith("BLOCKED")),
    {
      name: "hostFiles",
      program: "/usr/bin/cat",
      args: [at.hostFile],
      limits,
      held: ({ exitCode, stdout }) => exitCode !== 0 && stdout === "",
    },
    {
      name: "readOnly",
      program: "/usr/bin/touch",
      args: [`${at.stage}/written-by-probe`],
      limits,
      held: ({ exitCode }) => exitCode !== 0,
    },
    {
      name: "environment",
      program: "/usr/bin/env",
      args: [],
      limits,
      held: ({ exitCode, stdout }) =>
        exitCode === 0 &&
        stdout
          .split("\n")
          .filter(Boolean)
          .every((line) => known.has(line.split("=")[0] ?? "")),
    },
    // Twice what the data limit of the smallest plugin leaves.
    node("memory", allocate(limits.memoryMiB * 2 + 2048), stopped),
    node("fileSize", write(limits.fileSizeMiB + 8), stopped),
  ];
}
