import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listFiles } from "./app-transport.ts";

it("lists files of all folders, and follows no link", () => {
  const folder = mkdtempSync(join(tmpdir(), "app-files-"));
  try {
    mkdirSync(join(folder, "web"));
    writeFileSync(join(folder, "web/server.js"), "");
    symlinkSync(tmpdir(), join(folder, "web/node_modules"));
    expect(listFiles(folder)).toEqual(["web/server.js"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
