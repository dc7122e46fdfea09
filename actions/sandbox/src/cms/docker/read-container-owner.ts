import { readFileSync, readlinkSync } from "node:fs";
import type { ContainerOwner } from "./container-owner.ts";

/** The 22nd field of a process' stat line; its name before may hold anything but a last parenthesis. */
export function readStart(pid: number | "self"): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

/** Who this process is to others on this machine. */
export function readContainerOwner(): ContainerOwner {
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  const namespace = /\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0] ?? "0";
  return { boot, namespace, pid: process.pid, started: readStart("self") ?? "0" };
}
