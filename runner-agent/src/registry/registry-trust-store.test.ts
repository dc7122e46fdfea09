import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRegistryTrustStore } from "./registry-trust-store.ts";

let file = "";
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), "plugsmith-trust-")), "registry-trust.json");
});
afterEach(() => rmSync(join(file, ".."), { recursive: true, force: true }));
const trust = { schemaVersion: 1, pin: "sha256:1", state: { root: "{}" }, signedAt: "2026-06-01T00:00:00Z" } as const;

describe("createRegistryTrustStore", () => {
  it("has nothing at first, and what was written after a restart", () => {
    const store = createRegistryTrustStore(file);
    expect(store.read()).toBeUndefined();
    store.write(trust);
    expect(store.read()).toEqual(trust);
    expect(createRegistryTrustStore(file).read()).toEqual(trust);
    expect(readdirSync(join(file, ".."))).toEqual(["registry-trust.json"]);
  });

  it("refuses a file that it cannot read, because to forget it would be to forget what rolled back", () => {
    for (const text of ["", "{", "[]", '{"schemaVersion":2}', '{"schemaVersion":1,"pin":"x","state":{}}']) {
      writeFileSync(file, text);
      expect(() => createRegistryTrustStore(file).read()).toThrow(
        expect.objectContaining({ code: "bench_config_invalid", hint: expect.stringContaining("pinned root") }),
      );
    }
  });
});
