import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { digestFolder, readPinnedFolder } from "./read-pinned-folder.ts";

let folder: string;
const shop = { product: "Shop", option: "shop", readVersion: () => "1.2" };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pinned-"));
  writeFileSync(join(folder, "index.php"), "<?php");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("answers a folder's version once its digest is the one that was given", () => {
  const sha256 = digestFolder(folder);
  expect(readPinnedFolder(shop, folder, sha256)).toEqual({ version: "1.2", sha256 });
  writeFileSync(join(folder, "more.php"), "");
  expect(() => readPinnedFolder(shop, folder, sha256)).toThrow(`Digest of this folder is ${digestFolder(folder)}.`);
});

it("names the options of its own shop, and refuses links", () => {
  const told = (hint: RegExp) => expect.objectContaining({ code: "input_invalid", hint: expect.stringMatching(hint) });
  expect(() => readPinnedFolder(shop, join(folder, "nowhere"), "")).toThrow(told(/--shop-dir/));
  expect(() => readPinnedFolder(shop, folder, "")).toThrow(told(/--shop-sha256 [0-9a-f]{64}$/));
  symlinkSync("/etc/passwd", join(folder, "link"));
  expect(() => readPinnedFolder(shop, folder, "")).toThrow(/link in the Shop folder is neither/);
});
