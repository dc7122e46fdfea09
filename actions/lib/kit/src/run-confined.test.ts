import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { detectConfinement } from "@plugsmith/plugin-host";
import { afterAll, describe, expect, it } from "vitest";
import { runConfined } from "./run-confined.ts";
import type { ConfinedRequest } from "./step-toolkit.ts";

const confinement = await detectConfinement();
const folder = mkdtempSync(join(tmpdir(), "plugsmith-confined-"));
writeFileSync(join(folder, "inside.txt"), "inside");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (changes: Partial<ConfinedRequest> & Pick<ConfinedRequest, "program" | "args">) =>
  runConfined(
    { cwd: folder, readOnly: [folder], timeoutMs: 10_000, maxOutputBytes: 100_000, ...changes },
    confinement,
    () => new Date(),
  );
const node = (script: string, changes: Partial<ConfinedRequest> = {}) =>
  run({ program: process.execPath, args: ["-e", script], ...changes });

describe("runConfined", () => {
  it("runs to the end with input, output and exit code", async () => {
    const result = await node("process.stdin.pipe(process.stdout); console.error('aside'); process.exitCode = 3;", {
      input: "given",
    });
    expect(result).toMatchObject({
      exitCode: 3,
      signal: null,
      stdout: "given",
      stderr: "aside\n",
      level: confinement.level,
    });
  });

  it("reads the folders it was given and writes only to those it may write", async () => {
    const script =
      "const fs = require('fs'); console.log(fs.readFileSync('inside.txt', 'utf8')); fs.writeFileSync('new.txt', 'x');";
    expect(await node(script)).toMatchObject({ exitCode: 1, stdout: "inside\n" });
    expect(await node(script, { readOnly: [], readWrite: [folder] })).toMatchObject({ exitCode: 0 });
  });

  it("ends what runs too long", async () => {
    await expect(node("setInterval(() => {}, 1000)", { timeoutMs: 200 })).rejects.toMatchObject({
      code: "confined_timeout",
    });
  });

  it("ends what prints too much", async () => {
    const script = "for (;;) console.log('x'.repeat(1000));";
    await expect(node(script, { maxOutputBytes: 5_000 })).rejects.toMatchObject({ code: "confined_output_too_large" });
  });

  it.skipIf(confinement.level !== "os")(
    "has no network, no files of this machine and no environment of the job",
    async () => {
      process.env["FORGE_CANARY_TOKEN"] = "ghs_canary";
      try {
        const result = await run({
          program: "/bin/cat",
          args: ["/proc/1/environ", "/proc/self/environ", "/proc/net/dev", "/etc/passwd"],
        });
        expect(result.exitCode).toBe(1);
        expect(result.stdout).not.toContain("canary");
        expect(result.stdout.match(/^\s*\w+:/gm)?.map((line) => line.trim())).toEqual(["lo:"]);
        expect(result.stderr).toContain("/etc/passwd");
      } finally {
        delete process.env["FORGE_CANARY_TOKEN"];
      }
    },
  );
});
