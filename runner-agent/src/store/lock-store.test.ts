import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { killOrphans, lockState, readProcessStart } from "./lock-store.ts";

describe("lockState", () => {
  const makeFolder = useTemporaryFolders();

  it("lets one in at a time", () => {
    const folder = makeFolder();
    const unlock = lockState(folder);
    expect(() => lockState(folder)).toThrow(expect.objectContaining({ code: "agent_running" }));
    unlock();
    lockState(folder)();
  });

  it("takes over from a dead process and from one whose pid is in other use", () => {
    const folder = makeFolder();
    for (const owner of ["999999999 5", `${process.pid} 1`, "garbage"]) {
      writeFileSync(join(folder, "agent.lock"), owner);
      lockState(folder)();
    }
  });
});

describe("killOrphans", () => {
  it("ends exactly the process that was meant, not a later one with its pid", async () => {
    const child = spawn("sleep", ["60"], { detached: true });
    const pid = child.pid ?? 0;
    expect(killOrphans([{ pid, start: "1" }])).toBe(0);
    expect(child.exitCode).toBeNull();
    expect(killOrphans([{ pid, start: readProcessStart(pid) ?? "" }])).toBe(1);
    const [, signal] = await once(child, "exit");
    expect(signal).toBe("SIGKILL");
  });
});
