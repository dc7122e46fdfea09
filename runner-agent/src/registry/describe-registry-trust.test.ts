import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BenchConfig } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { describeRegistryTrust } from "./describe-registry-trust.ts";
import { createRegistryTrustStore } from "./registry-trust-store.ts";

describe("describeRegistryTrust", () => {
  const makeFolder = useTemporaryFolders();
  const signedAt = "2026-06-01T00:00:00.000Z";
  function open(registry: object) {
    const folder = makeFolder();
    const root = join(folder, "root.json");
    writeFileSync(root, "{}");
    const config: BenchConfig = {
      schemaVersion: 1,
      id: "bench-1",
      stateDir: folder,
      registry: { repository: "acme/forge", root, ...registry },
      trust: { policyFile: join(folder, "policy.json") },
    };
    const trust = createRegistryTrustStore(join(folder, "registry-trust.json"));
    return {
      hear: () => trust.write({ schemaVersion: 1, pin: "", state: { root: "" }, signedAt }),
      say: (hours: number) => describeRegistryTrust(config, new Date(Date.parse(signedAt) + hours * 3_600_000)),
    };
  }

  it("names the pinned root and the age of the newest word, also before the first look", () => {
    const bench = open({});
    expect(bench.say(0)).toMatch(/^pinned root sha256:[0-9a-f]{64}, newest word of nobody yet$/u);
    bench.hear();
    expect(bench.say(1)).toContain(signedAt);
  });

  it("complains of a word that is two days old, of no root, and of one that cannot be read", () => {
    const bench = open({});
    bench.hear();
    expect(() => bench.say(48)).toThrow("48 hours old");
    expect(() => open({ root: undefined }).say(0)).toThrow("names no root");
    expect(() => open({ root: "/nowhere/root.json" }).say(0)).toThrow("cannot be read");
  });

  it("says so where nothing is signed", () => {
    expect(open({ trust: "unsigned", root: undefined }).say(0)).toContain("not signed");
  });
});
