import { readTufRegistry } from "@plugsmith/trust/tuf";
import { beforeEach, describe, expect, it } from "vitest";
import { add } from "../testing/test-registry.ts";
import { daysLater, keysOf, makeSigner, makeTufForge, repository, type TufForge } from "../testing/test-tuf.ts";
import { describeText, type Files, find, forgeFile, open, type Signed, swapRole } from "../testing/tuf-thief.ts";
import type { TufSigner } from "./tuf-signer.ts";

let forge: TufForge;
const refused = (code: string) => ({ code });
const publish = (version: string, byte: number, name = "bench-hello") =>
  forge.open([forge.online]).commit({
    message: `Publish ${name}`,
    decide: ({ registry }) => ({ registry: add(registry, version, byte, name) }),
  });
beforeEach(async () => {
  forge = await makeTufForge();
  await publish("1.0.0", 1);
  await publish("1.0.0", 2, "bench-other");
});

describe("fast-forward: version numbers that leap, so that honest ones look old for ever", () => {
  const leap = async (files: Files, ...signers: readonly TufSigner[]) => {
    const timestamp = open(files, "timestamp.json");
    files.set("timestamp.json", await forgeFile({ ...timestamp, version: 2 ** 53 - 1 }, ...signers));
  };

  it("is refused in the timestamp, and forgotten", async () => {
    const view = await forge.look();
    const files = forge.copyFiles();
    await leap(files, forge.online);
    await expect(forge.look(view.state(), files)).rejects.toMatchObject(refused("registry_fast_forward"));
    await publish("1.1.0", 3);
    await forge.look(view.state());
  });

  it.each([0, -1, 2 ** 60])("is refused in %d, which is no version", async (version) => {
    const files = forge.copyFiles();
    files.set("timestamp.json", await forgeFile({ ...open(files, "timestamp.json"), version }, forge.online));
    await expect(forge.look(forge.pinned, files)).rejects.toMatchObject(refused("registry_invalid"));
  });

  it("is refused in a fraction, over which no canonical signature can be", async () => {
    const files = forge.copyFiles();
    const text = files.get("timestamp.json") ?? "";
    files.set("timestamp.json", text.replace(/"version": (\d+)\n/u, '"version": $1.5\n'));
    expect(files.get("timestamp.json")).not.toBe(text);
    await expect(forge.look(forge.pinned, files)).rejects.toMatchObject(refused("registry_unsigned"));
  });

  it("is refused in a role that the snapshot names", async () => {
    const files = forge.copyFiles();
    await swapRole(files, "registry", (signed) => ({ ...signed, version: 2 ** 52 }), forge.online);
    await expect(forge.look(forge.pinned, files)).rejects.toMatchObject(refused("registry_fast_forward"));
  });

  it("of less than a leap is undone by rotating the key", async () => {
    const files = forge.copyFiles();
    const timestamp = open(files, "timestamp.json");
    files.set("timestamp.json", await forgeFile({ ...timestamp, version: 5_000_000 }, forge.online));
    const fooled = (await forge.look(forge.pinned, files)).state();
    await expect(forge.look(fooled)).rejects.toMatchObject(refused("registry_rollback"));
    const next = makeSigner();
    await forge.open([...forge.people, forge.online, next]).rotate({ timestamp: keysOf(1, next) });
    const view = await forge.look(fooled);
    expect(view.rootVersion).toBe(2);
    await readTufRegistry(view, repository);
  });
});

describe("freeze: old metadata, again and again", () => {
  it("is refused when the timestamp has expired, for old readers, new ones and those without a network", async () => {
    const known = (await forge.look()).state();
    forge.clock.now = daysLater(6.9);
    await forge.look(known);
    await forge.look(known, null);
    forge.clock.now = daysLater(7);
    for (const state of [known, forge.pinned])
      await expect(forge.look(state)).rejects.toMatchObject(refused("registry_frozen"));
    await expect(forge.look(known, null)).rejects.toMatchObject(refused("registry_frozen"));
  });

  it("is refused when snapshot, role or root have expired though the timestamp is fresh", async () => {
    for (const [days, name] of [
      [30, "snapshot"],
      [365, "root"],
    ] as const) {
      const files = forge.copyFiles();
      forge.clock.now = daysLater(days);
      const timestamp = open(files, "timestamp.json");
      const expires = daysLater(days + 7)
        .toISOString()
        .replace(".000", "");
      files.set("timestamp.json", await forgeFile({ ...timestamp, expires }, forge.online));
      await expect(forge.look(forge.pinned, files), name).rejects.toMatchObject(refused("registry_frozen"));
    }
  });
});

describe("mix-and-match: files of different moments together", () => {
  it("is refused when the snapshot is an older one", async () => {
    const old = forge.copyFiles();
    await publish("1.1.0", 3);
    const files = forge.copyFiles();
    files.set(find(files, /snapshot/), old.get(find(old, /snapshot/)) ?? "");
    await expect(forge.look(forge.pinned, files)).rejects.toMatchObject(refused("registry_mixed"));
  });

  it("is refused when a role is an older one, under its own name or the newer one's", async () => {
    const old = forge.copyFiles();
    await publish("1.1.0", 3);
    const files = forge.copyFiles();
    const [newer, older] = [find(files, /^\d+\.registry\.json$/), find(old, /^\d+\.registry\.json$/)];
    for (const text of [old.get(older) ?? "", null]) {
      if (text === null) files.delete(newer);
      else files.set(newer, text);
      const view = await forge.look(forge.pinned, files);
      await expect(readTufRegistry(view, repository)).rejects.toMatchObject(refused("registry_mixed"));
    }
  });
});

describe("rollback: an older state than one seen before", () => {
  it("is refused when the branch is pushed back to hide a revocation", async () => {
    const old = forge.copyFiles();
    await publish("1.1.0", 3);
    const state = (await forge.look()).state();
    await expect(forge.look(state, old)).rejects.toMatchObject(refused("registry_rollback"));
  });

  it("is refused when the thief of the timestamp's key signs an old snapshot anew", async () => {
    const old = forge.copyFiles();
    await publish("1.1.0", 3);
    const state = (await forge.look()).state();
    const signed = { ...open(old, "timestamp.json"), version: 99 };
    old.set("timestamp.json", await forgeFile(signed, forge.online));
    await expect(forge.look(state, old)).rejects.toMatchObject(refused("registry_rollback"));
  });

  it("is refused when a new snapshot leaves a role out or names an older one", async () => {
    const state = (await forge.look()).state();
    for (const change of [
      (meta: Signed) => delete meta["revocations.json"],
      (meta: Signed) => {
        meta["registry.json"].version -= 1;
      },
    ]) {
      const files = forge.copyFiles();
      const snapshot = open(files, find(files, /snapshot/));
      change(snapshot.meta);
      snapshot.version += 1;
      const text = await forgeFile(snapshot, forge.online);
      files.set(`${snapshot.version}.snapshot.json`, text);
      const timestamp = open(files, "timestamp.json");
      timestamp.version += 1;
      timestamp.meta["snapshot.json"] = { version: snapshot.version, ...describeText(text) };
      files.set("timestamp.json", await forgeFile(timestamp, forge.online));
      await expect(forge.look(state, files)).rejects.toMatchObject(refused("registry_rollback"));
    }
  });

  it("is refused when one timestamp says two things", async () => {
    const state = (await forge.look()).state();
    const files = forge.copyFiles();
    const signed = { ...open(files, "timestamp.json"), expires: "2030-01-01T00:00:00Z" };
    files.set("timestamp.json", await forgeFile(signed, forge.online));
    await expect(forge.look(state, files)).rejects.toMatchObject(refused("registry_rollback"));
  });
});
