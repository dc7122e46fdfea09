import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";

const script = join(import.meta.dirname, "testing/package-stage.ts");
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Digests of zip and SBOM, made by a process of its own with that environment, umask and order of files. */
function packageStage(prefix: string, umask: string, env: Record<string, string>, ...order: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  folders.push(folder);
  const argv = [script, folder, umask, ...order];
  const options = { cwd: folder, env: { PATH: process.env["PATH"], ...env }, encoding: "utf8" } as const;
  return execFileSync(process.execPath, argv, options).trim();
}

describe("package", () => {
  it("makes the same zip and SBOM whatever folder, umask, modes, time zone, language, clock, times and order of files", () => {
    const first = packageStage("a-", "022", { TZ: "UTC", LANG: "C", LC_ALL: "C" });
    const other = { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "sv_SE.UTF-8" };
    expect(first).toMatch(/^sha256:[0-9a-f]{64} sha256:[0-9a-f]{64}$/);
    expect(packageStage("plugsmith other é ", "077", other, "reverse", "2044-02-29T23:59:59Z")).toBe(first);
    expect(packageStage("c-", "133", { TZ: "America/Los_Angeles" })).toBe(first);
  }, 30_000);
});
