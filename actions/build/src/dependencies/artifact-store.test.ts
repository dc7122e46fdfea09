import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { digestOf } from "../testing/make-archives.ts";
import { type ArtifactStore, nameArtifact, openArtifactStore } from "./artifact-store.ts";
import type { Artifact } from "./locked-package.ts";

let folder: string;
let discarded: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-store-"));
  discarded = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (mostBytes = 1000): ArtifactStore =>
  openArtifactStore({ folder, mostBytes, now: () => new Date(), onDiscard: (words) => void discarded.push(words) });
const artifact = (bytes: Uint8Array, algorithm: "sha512" | "sha256" | "sha1" = "sha512"): Artifact => ({
  what: "left-pad 1.3.0",
  url: "https://registry.test/left-pad.tgz",
  checksum: { algorithm, hex: digestOf(algorithm, bytes) },
});
const bytes = Buffer.from("tarball");
const placeOf = (given: Artifact) => join(folder, "v1", nameArtifact(given) ?? "");

describe("openArtifactStore", () => {
  it("gives back what it was given, to this job and to the next", () => {
    expect(open().take(artifact(bytes))).toBeNull();
    open().keep(artifact(bytes), bytes);
    expect(open().take(artifact(bytes))).toEqual(bytes);
    expect(discarded).toEqual([]);
  });

  it("throws away an entry that somebody changed, and says so", () => {
    open().keep(artifact(bytes), bytes);
    writeFileSync(placeOf(artifact(bytes)), "poison");
    expect(open().take(artifact(bytes))).toBeNull();
    expect(discarded).toEqual([expect.stringContaining("left-pad 1.3.0")]);
    expect(existsSync(placeOf(artifact(bytes)))).toBe(false);
    open().keep(artifact(bytes), bytes);
    expect(open().take(artifact(bytes))).toEqual(bytes);
  });

  it("follows no link out of the cache", () => {
    open().keep(artifact(Buffer.from("x")), Buffer.from("x"));
    const outside = join(folder, "outside");
    writeFileSync(outside, bytes);
    symlinkSync(outside, placeOf(artifact(bytes)));
    expect(open().take(artifact(bytes))).toBeNull();
    expect(existsSync(outside)).toBe(true);
  });

  it("keeps nothing that has no checksum, and no SHA-1 for another address", () => {
    const bare = { ...artifact(bytes), checksum: null };
    open().keep(bare, bytes);
    expect(open().take(bare)).toBeNull();
    const weak = artifact(bytes, "sha1");
    open().keep(weak, bytes);
    expect(open().take(weak)).toEqual(bytes);
    expect(open().take({ ...weak, url: "https://registry.test/other.zip" })).toBeNull();
  });

  it("holds no more than it may: the longest unused go first", () => {
    const many = [0, 1, 2, 3].map((at) => Buffer.alloc(300, at));
    for (const [at, each] of many.entries()) {
      open().keep(artifact(each), each);
      const used = new Date(Date.UTC(2020, 0, 1 + at));
      if (existsSync(placeOf(artifact(each)))) utimesSync(placeOf(artifact(each)), used, used);
    }
    expect(many.map((each) => open().take(artifact(each)) !== null)).toEqual([false, true, true, true]);
    open().keep(artifact(Buffer.alloc(1001)), Buffer.alloc(1001));
    expect(existsSync(placeOf(artifact(Buffer.alloc(1001))))).toBe(false);
  });

  it("never shows half an entry, and clears away what a killed job left long ago", () => {
    open().keep(artifact(bytes), bytes);
    const [old, young] = [join(folder, "v1/.old"), join(folder, "v1/.young")];
    for (const file of [old, young]) writeFileSync(file, "half");
    utimesSync(old, new Date(0), new Date(0));
    open().keep(artifact(Buffer.from("b")), Buffer.from("b"));
    expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
  });

  it("serves many jobs at once", async () => {
    const stores = Array.from({ length: 20 }, () => open());
    await Promise.all(stores.map(async (store) => store.keep(artifact(bytes), bytes)));
    expect(stores.every((store) => store.take(artifact(bytes))?.length === bytes.length)).toBe(true);
    expect(readdirSync(join(folder, "v1"))).toHaveLength(1);
  });
});
