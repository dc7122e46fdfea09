import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { makeDigest, noPermissions } from "../testing/make-facts.ts";
import { openAgentFolder } from "./agent-folder-store.ts";
import { emptyMemory, rememberGood } from "./agent-memory.ts";

let stateDir = "";
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), "plugsmith-folder-"));
});
afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

function open() {
  const said: string[] = [];
  return { ...openAgentFolder(stateDir, createFakeClock(), (message) => said.push(message)), said };
}

describe("openAgentFolder", () => {
  it("belongs to one agent at a time and remembers for the next", () => {
    const first = open();
    expect(open).toThrow(expect.objectContaining({ code: "agent_running" }));
    const good = { version: "1.0.0", digest: makeDigest("1"), permissions: noPermissions };
    first.remember(rememberGood(emptyMemory, "meter", good));
    first.close();
    const second = open();
    expect(second.memory.plugins["meter"]?.lastGood).toEqual(good);
    second.close();
  });

  it("is free again when it cannot be opened", () => {
    writeFileSync(join(stateDir, "state.json"), "torn");
    expect(open).toThrow(expect.objectContaining({ code: "bench_config_invalid" }));
    rmSync(join(stateDir, "state.json"));
    open().close();
  });

  it("ends plugin processes that a killed agent left, and removes folders of processes that waited", async () => {
    const left = spawn("/usr/bin/sleep", ["60"], { detached: true, stdio: "ignore" });
    await once(left, "spawn");
    const gone = once(left, "exit");
    const killed = open();
    killed.recordProcess("started", "meter", left.pid ?? 0);
    // No close: what a SIGKILL leaves. The lock of a dead process is taken over.
    rmSync(join(stateDir, "agent.lock"));
    mkdirSync(join(stateDir, "spares", "spare-x"), { recursive: true });
    const next = open();
    expect(await gone).toEqual([null, "SIGKILL"]);
    expect(next.said).toEqual(["1 plugin processes of a killed agent were ended"]);
    expect(existsSync(next.spares)).toBe(false);
    next.close();
    killed.close();
  });

  it("keeps the newest four accepted packages of each plugin in the store", () => {
    const digests = ["1", "2", "3", "4", "5"].map(makeDigest);
    for (const digest of digests) mkdirSync(join(stateDir, "store", digest.slice(7)), { recursive: true });
    writeFileSync(
      join(stateDir, "state.json"),
      JSON.stringify({ ...emptyMemory, plugins: { meter: { accepted: digests, rejected: {} } } }),
    );
    open().close();
    expect(digests.map((digest) => existsSync(join(stateDir, "store", digest.slice(7))))).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  it("goes on and says so when the disk takes no more", () => {
    const own = open();
    rmSync(join(stateDir, "state.json"), { force: true });
    mkdirSync(join(stateDir, "state.json", "in-the-way"), { recursive: true });
    own.remember(emptyMemory);
    expect(own.said[0]).toMatch(/^state\.json could not be written: /);
    own.record({ at: "", kind: "event", type: "forge.plugin.loaded" });
    own.close();
    expect(readFileSync(join(stateDir, "journal.ndjson"), "utf8")).toContain("forge.plugin.loaded");
  });
});
