import { describe, expect, it } from "vitest";
import { rememberObjects } from "./remember-objects.ts";
import type { RepositoryMirror } from "./repository-mirror.ts";

function countReads(size = 4) {
  const reads: string[] = [];
  const mirror: RepositoryMirror = {
    refresh: async () => undefined,
    readBranch: async () => null,
    listFiles: async (commit, folder) => {
      reads.push(`list ${commit} ${folder}`);
      if (commit === "gone") throw new Error("not fetched yet");
      return [{ path: `${folder}/a`, sha: "a", mode: "100644" }];
    },
    contains: async (commit, ancestor) => {
      reads.push(`contains ${commit} ${ancestor}`);
      return commit !== "gone";
    },
    readBlobs: async (shas) => {
      if (shas.length > 0) reads.push(`blobs ${shas.join(",")}`);
      return shas.map((sha) => Buffer.from(sha.padEnd(size)));
    },
  };
  return { reads, mirror: rememberObjects(mirror) };
}
const texts = (blobs: readonly Uint8Array[]) => blobs.map((blob) => Buffer.from(blob).toString().trim());

describe("rememberObjects", () => {
  it("reads a listing and a blob once, whatever the order they are asked in", async () => {
    const { mirror, reads } = countReads();
    await mirror.listFiles("c1", "plugins");
    await mirror.listFiles("c1", "plugins");
    await mirror.listFiles("c2", "plugins");
    expect(texts(await mirror.readBlobs(["a", "b"]))).toEqual(["a", "b"]);
    expect(texts(await mirror.readBlobs(["c", "b", "a", "c"]))).toEqual(["c", "b", "a", "c"]);
    expect(reads).toEqual(["list c1 plugins", "list c2 plugins", "blobs a,b", "blobs c"]);
  });

  it("asks again for a listing that failed", async () => {
    const { mirror, reads } = countReads();
    await expect(mirror.listFiles("gone", "")).rejects.toThrow("not fetched");
    await expect(mirror.listFiles("gone", "")).rejects.toThrow("not fetched");
    expect(reads).toHaveLength(2);
  });

  it("asks once whether a commit comes after another, and again where it did not", async () => {
    const { mirror, reads } = countReads();
    for (const commit of ["c1", "c1", "gone", "gone"]) await mirror.contains(commit, "a");
    expect(reads).toEqual(["contains c1 a", "contains gone a", "contains gone a"]);
  });

  it("keeps no large blob, and forgets all when there are too many", async () => {
    const large = countReads(64 * 1024 + 1);
    await large.mirror.readBlobs(["a"]);
    await large.mirror.readBlobs(["a"]);
    expect(large.reads).toEqual(["blobs a", "blobs a"]);
    const many = countReads();
    const shas = Array.from({ length: 1500 }, (_, index) => `s${index}`);
    await many.mirror.readBlobs(shas);
    expect(texts(await many.mirror.readBlobs(["s0", ...shas.map((sha) => `x${sha}`)]))[0]).toBe("s0");
    await many.mirror.readBlobs(["s1"]);
    expect(many.reads.at(-1)).toBe("blobs s1");
  });
});
