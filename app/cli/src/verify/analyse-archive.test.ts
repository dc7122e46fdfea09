import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import type { PluginManifest } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { analyseArchive } from "./analyse-archive.ts";

const manifest = {
  name: "acme-pay",
  permissions: { filesystem: [], network: { outbound: [], inbound: false }, usb: [], memory: 64, queue: [] },
} as unknown as PluginManifest;
const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith("plugsmith-inspect-"));

describe("analyseArchive", () => {
  it("reads the files of a package, and leaves nothing behind", async () => {
    const before = left();
    const files = [
      { path: "includes/cache.php", data: Buffer.from("<?php\neval(base64_decode('ZWNobyAxOw=='));\n") },
      { path: "readme.txt", data: Buffer.from("hello") },
    ];
    expect(await analyseArchive(files, manifest)).toMatchObject({
      analysis: { files: 1, errors: 1, findings: [{ rule: "eval-hidden", path: "includes/cache.php", line: 2 }] },
    });
    expect(left().filter((name) => !before.includes(name))).toEqual([]);
  });
});
