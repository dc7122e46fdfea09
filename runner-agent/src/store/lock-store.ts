import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";

/** When a process started, in clock ticks since boot: with the pid it names one process for good. Undefined: gone. */
export function readProcessStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold spaces; the 22nd field is the 20th after it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

/** One agent per state folder. @throws ForgeError `agent_running`. The answer gives the folder free again. */
export function lockState(stateDir: string): () => void {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const path = join(stateDir, "agent.lock");
  const own = `${process.pid} ${readProcessStart(process.pid) ?? ""}`;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(path, own, { flag: "wx", mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const [pid = "", start = ""] = readFileSync(path, "utf8").split(" ");
    const alive = readProcessStart(Number(pid));
    if (alive !== undefined && alive === start)
      throw new ForgeError("agent_running", {
        message: `Process ${pid} already runs an agent with ${stateDir}.`,
        hint: "Stop it, or give this one another stateDir.",
      });
    rmSync(path, { force: true });
  }
  throw new ForgeError("agent_running");
}

/** Kills plugin processes (with their groups) that a killed agent left behind; a pid in other use is left alone. */
export function killOrphans(processes: readonly { readonly pid: number; readonly start: string }[]): number {
  let killed = 0;
  for (const { pid, start } of processes) {
    if (readProcessStart(pid) !== start) continue;
    try {
      process.kill(-pid, "SIGKILL");
      killed += 1;
    } catch {
      // It ended in between.
    }
  }
  return killed;
}
