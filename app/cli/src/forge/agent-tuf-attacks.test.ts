import { forgeFile, makeSigner, openSigned, type Signed, swapRole } from "@plugsmith/registry/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { busyMs, openSignedBench, readTrustFile, type SignedBench } from "../testing/open-signed-bench.ts";

const board = { vendorId: "0403", productId: "6001", serial: "A1", port: "1-2" };
const code = (version: string) =>
  `export function onLoad() {}\nexport const methods = { identify: () => "${version}" };\n`;
const meter = (version: string) => ({
  name: "acme-meter",
  version,
  code: code(version),
  methods: ["identify"],
  usb: [{ vendorId: "0403", productId: "6001" }],
});

type Files = Map<string, string>;
let bench: SignedBench;
/** Commit whose content the agent has accepted. */
let good = "";

async function runFirst(): Promise<void> {
  bench.forge.publish(meter("1.0.0"));
  await bench.publish();
  await bench.attach(board);
  await bench.agent().request("poll");
  await bench.waitFor("forge.device.attached", 0, busyMs);
  good = bench.git("rev-parse", "forge/registry");
}
const identify = () => bench.call("acme-meter", "identify");
const force = (commit: string) => void bench.git("update-ref", "refs/heads/forge/registry", commit);

/** What somebody who may push plants, and what the agent must call it; undefined keys: the thief has the online key. */
const attacks: readonly (readonly [string, string, (files: Files) => Promise<void> | void])[] = [
  [
    "arbitrary installation: a registry signed by somebody else's key",
    "registry_unsigned",
    async (files) => {
      const stranger = makeSigner();
      const timestamp = openSigned(files, "timestamp.json");
      files.set("timestamp.json", await forgeFile({ ...timestamp, version: timestamp.version + 1 }, stranger));
    },
  ],
  [
    "rollback: an older version of the timestamp",
    "registry_rollback",
    async (files) => {
      const timestamp = openSigned(files, "timestamp.json");
      files.set("timestamp.json", await forgeFile({ ...timestamp, version: 1 }, bench.ring.online));
    },
  ],
  [
    "fast-forward: a version at the end of all numbers",
    "registry_fast_forward",
    async (files) => {
      const timestamp = openSigned(files, "timestamp.json");
      files.set("timestamp.json", await forgeFile({ ...timestamp, version: 2 ** 31 - 2 }, bench.ring.online));
    },
  ],
  [
    "freeze: a word that has ended",
    "registry_frozen",
    async (files) => {
      const timestamp = openSigned(files, "timestamp.json");
      const ended = { ...timestamp, version: timestamp.version + 1, expires: "2026-01-01T00:00:00Z" };
      files.set("timestamp.json", await forgeFile(ended, bench.ring.online));
    },
  ],
  [
    "endless data: a timestamp that does not end",
    "registry_endless",
    (files) => void files.set("timestamp.json", `${files.get("timestamp.json")}${" ".repeat(2 ** 20)}`),
  ],
];

/** The same on top of one another: what is validly signed on the way is accepted, so only higher versions lead out again. */
const lastingAttacks: typeof attacks = [
  [
    "wrong software: other bytes under the name of a signed file",
    "registry_wrong_file",
    async (files) => {
      // A change that the agent must read, whose file is then exchanged.
      await swapRole(
        files,
        "registry",
        (signed: Signed) => ({ ...signed, version: signed.version + 1 }),
        bench.ring.online,
      );
      for (const path of files.keys())
        if (path.endsWith(".registry.json") && path.startsWith("targets/")) files.set(path, "{}");
    },
  ],
  [
    "extraneous dependencies: the online role speaks of the people who approve",
    "registry_extraneous",
    (files) =>
      swapRole(
        files,
        "registry",
        (signed: Signed) => ({
          ...signed,
          version: signed.version + 1,
          targets: { ...signed.targets, "reviewers.json": signed.targets["registry.json"] },
        }),
        bench.ring.online,
      ),
  ],
  [
    "mix-and-match: a snapshot that is not the one of the timestamp",
    "registry_mixed",
    async (files) => {
      const timestamp = openSigned(files, "timestamp.json");
      const { version, ...meta } = timestamp.meta["snapshot.json"];
      files.set(`${version + 1}.snapshot.json`, files.get(`${version}.snapshot.json`) ?? "");
      const moved = { "snapshot.json": { ...meta, version: version + 1, hashes: { sha256: "0".repeat(64) } } };
      const mixed = { ...timestamp, version: timestamp.version + 1, meta: moved };
      files.set("timestamp.json", await forgeFile(mixed, bench.ring.online));
    },
  ],
];

describe("an agent that follows a signed registry", () => {
  beforeEach(async () => {
    bench = await openSignedBench();
    await runFirst();
  });
  afterEach(() => bench.close());

  it("runs what is signed, shows root and age, and remembers both over a restart", async () => {
    const registry = () => bench.agent().status().registry;
    expect(await identify()).toBe("1.0.0");
    expect(registry()).toMatchObject({ trust: "signed", rootVersion: 1, knowledge: { state: "fresh" }, refusal: null });
    expect(readTrustFile(bench).rootVersion).toBe(1);
    bench.git("update-ref", "-d", "refs/heads/forge/registry");
    await bench.restart();
    await bench.waitForRegistry("download_failed");
    expect(registry()).toMatchObject({ trust: "signed", rootVersion: 1, knowledge: { state: "fresh" } });
    const since = bench.events.length;
    await bench.attach(board);
    await bench.waitFor("forge.device.attached", since, busyMs);
    expect(await identify()).toBe("1.0.0");
  });

  it("refuses each attack of somebody who may push, by its name, while the plugin runs on, and recovers", async () => {
    for (const [what, word, attack] of attacks) {
      const files = bench.copyFiles();
      await attack(files);
      await bench.plant(files);
      await bench.waitForRegistry(word).catch((error: Error) => expect.unreachable(`${what}: ${error.message}`));
      expect(bench.agent().status().registry.refusal).toMatchObject({ code: word });
      expect(await identify(), what).toBe("1.0.0");
      force(good);
      await bench.waitForRegistry("watching");
    }
    for (const [what, word, attack] of lastingAttacks) {
      const files = bench.copyFiles();
      const before = [...files.keys()].filter((path) => path.endsWith(".snapshot.json"));
      await attack(files);
      for (const path of before) files.delete(path);
      await bench.plant(files);
      await bench.waitForRegistry(word).catch((error: Error) => expect.unreachable(`${what}: ${error.message}`));
      expect(await identify(), what).toBe("1.0.0");
    }
  });

  it("does not see what a writer without a key puts into registry.json and reviewers.json", async () => {
    const evil = bench.forge.publish(meter("6.6.6"));
    expect(evil.version).toBe("6.6.6");
    const reviewers = JSON.stringify({ schemaVersion: 1, reviewers: [] });
    await bench.writer.commit({
      message: "evil",
      decide: () => ({ registry: { ...bench.forge.registry(), sequence: 99 }, files: { "reviewers.json": reviewers } }),
    });
    const { registry } = bench.agent().status();
    await bench.waitForRegistry("watching");
    await bench.agent().request("poll");
    expect(bench.agent().status().registry.sequence).toBe(registry.sequence);
    expect(await identify()).toBe("1.0.0");
  });

  it("stops a suspended plugin, and a branch that is forced back does not bring it to life again, nor after a restart", async () => {
    bench.forge.setStatus("acme-meter", "1.0.0", "suspended", "smells");
    await bench.publish();
    await bench.agent().request("poll");
    expect(await bench.waitFor("forge.plugin.unloaded", 0, busyMs)).toMatchObject({ code: "version_suspended" });
    await expect(identify()).rejects.toMatchObject({ code: expect.any(String) });
    force(good);
    await bench.waitForRegistry("registry_rollback");
    await bench.restart();
    await bench.waitForRegistry("registry_rollback");
    await bench.attach(board);
    await expect(identify()).rejects.toMatchObject({ code: expect.any(String) });
  });

  it("stops a revoked plugin for ever", async () => {
    bench.forge.setStatus("acme-meter", "1.0.0", "revoked", "leaks");
    await bench.publish();
    await bench.agent().request("poll");
    await bench.waitFor("forge.plugin.revoked", 0, busyMs);
    expect(bench.agent().status().registry.revoked).toBe(1);
    await expect(identify()).rejects.toMatchObject({ code: expect.any(String) });
  });

  it("key compromise: follows a rotation by itself, and names the signature of the key that was taken out", async () => {
    const next = makeSigner();
    const own = { keys: [next.key], threshold: 1 };
    const roles = { timestamp: own, snapshot: own, registry: own, suspensions: own, bins: own };
    await bench.open([...bench.ring.people, next]).rotate(roles);
    await bench.waitForRegistry("watching");
    await bench.agent().request("poll");
    expect(bench.agent().status().registry.rootVersion).toBe(2);
    const files = bench.copyFiles();
    const timestamp = openSigned(files, "timestamp.json");
    files.set("timestamp.json", await forgeFile({ ...timestamp, version: timestamp.version + 1 }, bench.ring.online));
    await bench.plant(files);
    await bench.waitForRegistry("registry_key_retired");
  });

  it("freeze: when nothing is signed any more it warns, then loads nothing new, while what ran runs on", async () => {
    const knowledge = () => bench.agent().status().registry.knowledge.state;
    bench.ahead(49);
    await bench.agent().request("poll");
    expect(knowledge()).toBe("warn");
    bench.ahead(8 * 24);
    await bench.waitForRegistry("registry_frozen");
    expect(knowledge()).toBe("refuse_new");
    expect(await identify()).toBe("1.0.0");
  });
});

describe("an agent whose policy or pin differs", () => {
  afterEach(() => bench.close());

  it("stops what runs when the word is older than the policy allows", async () => {
    bench = await openSignedBench({ knowledge: { stopHours: 24 } });
    await runFirst();
    bench.ahead(25);
    await bench.agent().request("poll");
    await bench.waitFor("forge.plugin.unloaded", 0, busyMs);
    expect(bench.agent().status().plugins[0]?.refusals).toMatchObject([{ code: "registry_stale" }]);
  });

  it("loads nothing where no root was named, and says what to do", async () => {
    bench = await openSignedBench({ root: undefined } as never);
    bench.forge.publish(meter("1.0.0"));
    await bench.publish();
    await bench.attach(board);
    await bench.waitForRegistry("registry_root_missing");
    const { registry, plugins } = bench.agent().status();
    expect(registry).toMatchObject({ trust: "missing", refusal: { message: expect.stringContaining("root") } });
    expect(plugins).toEqual([]);
  });

  it("refuses a branch whose first root is not the pinned one", async () => {
    bench = await openSignedBench({ root: undefined, rootDigest: `sha256:${"0".repeat(64)}` } as never);
    await bench.waitForRegistry("registry_root_mismatch");
  });
});
