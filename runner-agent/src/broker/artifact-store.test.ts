import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openArtifacts } from "./artifact-store.ts";

const root = mkdtempSync(join(tmpdir(), "plugsmith-artifacts-"));
const data = join(root, "data");
const large = Buffer.alloc((1 << 20) + 5, 7);
mkdirSync(join(data, "captures"), { recursive: true });
writeFileSync(join(data, "captures/one.csv"), "1,2\n");
writeFileSync(join(data, "large.bin"), large);
writeFileSync(join(data, "half.~12-3"), "half");
writeFileSync(join(root, "secret"), "no");
symlinkSync(join(root, "secret"), join(data, "link"));
symlinkSync(root, join(data, "folder"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("openArtifacts", () => {
  const artifacts = openArtifacts(data);

  it("lists finished regular files, and nothing for a plugin that wrote none", async () => {
    expect(await artifacts.list()).toMatchObject([
      { path: "captures/one.csv", bytes: 4 },
      { path: "large.bin", bytes: large.length },
    ]);
    expect(await openArtifacts(join(root, "nobody")).list()).toEqual([]);
  });

  it("hands a large file out in parts", async () => {
    const first = await artifacts.read("large.bin", 0);
    const second = await artifacts.read("large.bin", 1 << 20);
    expect([first.end, second.end]).toEqual([false, true]);
    expect(Buffer.concat([first, second].map((part) => Buffer.from(part.data, "base64")))).toEqual(large);
  });

  it.each(["../secret", "/etc/passwd", "link", "folder/secret", "captures", "captures//one.csv", "a\0b", "", "x\\y"])(
    "does not open %j",
    async (path) => {
      await expect(artifacts.read(path, 0)).rejects.toMatchObject({ code: "artifact_missing" });
    },
  );
});
