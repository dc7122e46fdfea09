import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { oldestNode } from "./check-node-version.ts";

const launcher = join(import.meta.dirname, "launcher.mjs");
/** Makes any Node say that it is an old one. */
const old = `data:text/javascript,Object.defineProperty(process, "version", { value: "v20.20.2" })`;

const run = (file: string, args: readonly string[], given: readonly string[] = [], env: NodeJS.ProcessEnv = {}) =>
  promisify(execFile)(process.execPath, [...given, file, ...args], { env: { ...process.env, ...env } }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );

describe("the launcher", () => {
  it("runs the command line in place where its own Node fits", async () => {
    const { code, stdout } = await run(launcher, ["version", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ code: "ok", node: process.versions.node });
  });

  it("hands on to the Node that the project brings where its own is too old, with the exit code", async () => {
    const { code, stdout } = await run(launcher, ["version", "--json"], ["--import", old]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ code: "ok" });
    expect((await run(launcher, ["version", "--nonsense"], ["--import", old])).code).toBe(2);
  });

  it("keeps compiled code for the Node that it hands on to, as for its own", async () => {
    const cache = mkdtempSync(join(tmpdir(), "plugsmith-launcher-"));
    try {
      const env = { XDG_CACHE_HOME: cache, NODE_DISABLE_COMPILE_CACHE: undefined };
      expect((await run(launcher, ["version"], ["--import", old], env)).code).toBe(0);
      expect(readdirSync(join(cache, "plugsmith/compiled"))).not.toEqual([]);
    } finally {
      rmSync(cache, { recursive: true, force: true });
    }
  });

  it("chooses once: a chosen Node that does not fit ends with the reason", async () => {
    const { code, stderr } = await run(launcher, ["version"], ["--import", old], { PLUGSMITH_NODE_CHOSEN: "1" });
    expect(code).toBe(1);
    expect(stderr).toContain("this is v20.20.2");
  });

  it("says how to get a Node where there is none", async () => {
    const folder = mkdtempSync(join(tmpdir(), "plugsmith-launcher-"));
    try {
      copyFileSync(launcher, join(folder, "launcher.mjs"));
      const { code, stderr } = await run(join(folder, "launcher.mjs"), ["version"], ["--import", old]);
      expect(code).toBe(1);
      expect(stderr).toContain("this is v20.20.2");
      expect(stderr).toContain("npm ci");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("wants the same Node as the command line, and is the command that npx finds", () => {
    expect(readFileSync(launcher, "utf8")).toContain(`const oldestNode = "${oldestNode}";`);
    const project = JSON.parse(readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8"));
    expect(project.bin).toEqual({ plugsmith: "app/cli/src/launcher.mjs" });
  });
});
