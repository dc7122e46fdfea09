import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryTufTransport } from "@plugsmith/trust/tuf";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readPinnedRoot } from "./read-pinned-root.ts";

const text = '{"signed":{}}\n';
const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
const branch = (root?: string) => createMemoryTufTransport(new Map(root === undefined ? [] : [["1.root.json", root]]));
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-root-"));
  writeFileSync(join(folder, "root.json"), text);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const read = (pins: object) => readPinnedRoot({ repository: "acme/forge", ...pins });

describe("readPinnedRoot", () => {
  it("takes the root from its file and never asks the branch", async () => {
    const pinned = read({ root: join(folder, "root.json"), rootDigest: digest });
    expect(pinned?.pin).toBe(digest);
    expect(await pinned?.readRoot(branch("another"))).toBe(text);
  });

  it("takes it from the branch where its digest is pinned, and no other", async () => {
    const pinned = read({ rootDigest: digest });
    expect(await pinned?.readRoot(branch(text))).toBe(text);
    for (const served of [branch("another"), branch()])
      await expect(pinned?.readRoot(served)).rejects.toMatchObject({ code: "registry_root_mismatch" });
  });

  it("refuses a file that is not the pinned digest or not there, and has nothing where nothing is pinned", () => {
    const other = `sha256:${"0".repeat(64)}`;
    expect(() => read({ root: join(folder, "root.json"), rootDigest: other })).toThrow(
      expect.objectContaining({ code: "registry_root_mismatch" }),
    );
    expect(() => read({ root: join(folder, "gone.json") })).toThrow(
      expect.objectContaining({ code: "bench_config_invalid" }),
    );
    expect(read({})).toBeNull();
  });
});
