import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readNativePhp } from "./read-native-php.ts";

it("reads version and extensions, and knows that there is no PHP", async () => {
  const folder = mkdtempSync(join(tmpdir(), "php-"));
  try {
    const program = join(folder, "php");
    writeFileSync(program, '#!/bin/sh\necho \'{"version":"8.3.1","extensions":["pdo_sqlite"]}\'\n');
    chmodSync(program, 0o755);
    expect(await readNativePhp(program)).toEqual({ version: "8.3.1", extensions: ["pdo_sqlite"] });
    expect(await readNativePhp(join(folder, "none"))).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
