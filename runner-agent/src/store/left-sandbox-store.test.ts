import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { detectConfinement } from "@plugsmith/plugin-host";
import { afterEach, describe, expect, it } from "vitest";
import { listDescendants, listProcesses } from "../testing/process-census.ts";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { killLeftSandboxes } from "./left-sandbox-store.ts";

const { level, reason } = await detectConfinement();
if (level !== "os") console.warn(`SKIPPED: sandboxes that a killed agent left: ${reason}`);

describe.skipIf(level !== "os")("killLeftSandboxes", () => {
  const makeFolder = useTemporaryFolders();
  const started: ChildProcess[] = [];
  afterEach(() => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
  });

  function begin(stateDir: string, bound: string) {
    const folder = join(stateDir, bound);
    mkdirSync(folder, { recursive: true });
    const base = ["--unshare-pid", "--dev", "/dev", "--proc", "/proc"];
    const child = spawn("bwrap", ["--ro-bind", "/", "/", ...base, "--ro-bind", folder, folder, "--", "sleep", "60"]);
    started.push(child);
    const family = () => [child.pid ?? 0, ...listDescendants(child.pid ?? 0, listProcesses()).map(({ pid }) => pid)];
    return { child, family };
  }
  const alive = (pids: readonly number[]) => {
    const now = new Set(listProcesses().map(({ pid }) => pid));
    return pids.filter((pid) => now.has(pid));
  };

  it("ends what the shell before bubblewrap, bubblewrap, or a plugin in it has become, also without its parent", async () => {
    const stateDir = makeFolder();
    const { child, family } = begin(stateDir, "store/aa/files");
    await expect.poll(() => family().length).toBe(3);
    const all = family();
    // Without --die-with-parent, as in the moment before bubblewrap has asked for it.
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(alive(all)).toHaveLength(2);
    expect(killLeftSandboxes(stateDir)).toBe(2);
    await expect.poll(() => alive(all)).toEqual([]);
  });

  it("leaves sandboxes of another bench and people's own programs alone", async () => {
    const stateDir = makeFolder();
    const { family } = begin(makeFolder(), "store/aa/files");
    await expect.poll(() => family().length).toBe(3);
    mkdirSync(join(stateDir, "store/aa"), { recursive: true });
    const reader = spawn("sleep", ["60"], { argv0: join(stateDir, "store/aa") });
    started.push(reader);
    await once(reader, "spawn");
    expect(killLeftSandboxes(stateDir)).toBe(0);
    expect(alive([...family(), reader.pid ?? 0])).toHaveLength(4);
  });
});
