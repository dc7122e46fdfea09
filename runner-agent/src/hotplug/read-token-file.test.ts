import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readTokenFile } from "./read-token-file.ts";

const folder = mkdtempSync(join(tmpdir(), "plugsmith-token-"));
const file = join(folder, "token");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("readTokenFile", () => {
  it("reads the token anew each time, without the line's end; none is no token", () => {
    expect(readTokenFile(undefined)).toBe(undefined);
    writeFileSync(file, "first\n");
    expect(readTokenFile(file)).toBe("first");
    writeFileSync(file, "second");
    expect(readTokenFile(file)).toBe("second");
    writeFileSync(file, "\n");
    expect(readTokenFile(file)).toBe(undefined);
  });

  it("names a file that cannot be read", () => {
    expect(() => readTokenFile(join(folder, "missing"))).toThrow(
      expect.objectContaining({ code: "bench_config_invalid", message: expect.stringContaining("missing") }),
    );
  });
});
