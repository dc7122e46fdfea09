import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRegistryMemory } from "./registry-memory-store.ts";

let base = "";
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "plugsmith-memory-"));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));
const open = (root: string, env: Record<string, string>) => openRegistryMemory(root, env);

describe("openRegistryMemory", () => {
  it("keeps one state for each first root, for its owner only, and leaves no drafts", () => {
    const own = { PLUGSMITH_STATE: base };
    expect(open("root a", own)?.read()).toBeUndefined();
    expect(open("root a", own)?.write({ root: "walked" })).toBe(true);
    expect(open("root a", own)?.read()).toEqual({ root: "walked" });
    expect(open("root b", own)?.read()).toBeUndefined();
    expect(readdirSync(join(base, "registry"))).toHaveLength(1);
    expect(statSync(open("root a", own)?.file ?? "").mode & 0o077).toBe(0);
  });

  it("is where the environment says, and nowhere when it says so", () => {
    expect(open("r", { XDG_STATE_HOME: base })?.file).toMatch(`${base}/plugsmith/registry/`);
    expect(open("r", { XDG_STATE_HOME: base, PLUGSMITH_STATE: "off" })).toBeNull();
    expect(open("r", {})?.file).toContain(join(".local", "state", "plugsmith"));
  });

  it("says so when it can keep nothing, and forgets nothing without being asked", () => {
    writeFileSync(join(base, "file"), "");
    expect(open("r", { PLUGSMITH_STATE: join(base, "file") })?.write({ root: "x" })).toBe(false);
    const own = { PLUGSMITH_STATE: base };
    const memory = open("r", own);
    memory?.write({ root: "x" });
    for (const text of ["{", "[]", '{"schemaVersion":2}', '{"schemaVersion":1,"state":{}}']) {
      writeFileSync(memory?.file ?? "", text);
      expect(() => memory?.read()).toThrow(expect.objectContaining({ code: "registry_invalid" }));
    }
  });
});
