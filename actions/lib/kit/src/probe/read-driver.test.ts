import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isSelfReported, readDriver } from "./read-driver.ts";

describe("readDriver", () => {
  const all = () => true;
  it("finds the driver of a plugin that lives inside a shop", () => {
    expect(readDriver({ type: "cms", runtime: "php", methods: [] }, "/plugin", all)).toBe("tests/driver.php");
    expect(readDriver({ type: "cms", runtime: "node" }, "/plugin", all)).toBe("test/contract.js");
  });

  it("never puts a driver in the place of a plugin that has methods of its own", () => {
    expect(readDriver({ type: "cms", runtime: "node", methods: ["createCheckout"] }, "/plugin", all)).toBeNull();
    expect(readDriver({ type: "bench", runtime: "node" }, "/plugin", all)).toBeNull();
    expect(readDriver({ type: "cms", runtime: "python" }, "/plugin", all)).toBeNull();
    expect(readDriver({ type: "cms", runtime: "php" }, "/plugin", () => false)).toBeNull();
  });
});

it("isSelfReported: only PHP that has no driver, or nowhere to run it", () => {
  expect(isSelfReported({ type: "cms", runtime: "php" }, "/nowhere", "os")).toBe(true);
  expect(isSelfReported({ type: "cms", runtime: "node" }, "/nowhere", "process")).toBe(false);
});

it("isSelfReported: not where WebAssembly holds the driver that no boundary would", () => {
  const folder = mkdtempSync(join(tmpdir(), "read-driver-"));
  try {
    mkdirSync(join(folder, "tests"));
    writeFileSync(join(folder, "tests/driver.php"), "<?php");
    const plugin = { type: "cms", runtime: "php" } as const;
    const interpreter = { program: "/usr/bin/env", args: [], readOnly: [], portable: true };
    expect(isSelfReported(plugin, folder, "process")).toBe(true);
    expect(isSelfReported(plugin, folder, "process", { ...interpreter, portable: false })).toBe(true);
    expect(isSelfReported(plugin, folder, "process", interpreter)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
