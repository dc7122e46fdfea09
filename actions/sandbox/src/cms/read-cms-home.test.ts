import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readCmsHome } from "./read-cms-home.ts";

describe("readCmsHome", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "cms-home-"));
    mkdirSync(join(root, "actions/sandbox/cms"), { recursive: true });
    writeFileSync(join(root, "actions/sandbox/cms/package-lock.json"), "{}");
    vi.stubEnv("RUNNER_TOOL_CACHE", "");
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true, force: true });
  });

  it("finds the sources from the built action and from a checkout", () => {
    const sources = join(root, "actions/sandbox/cms");
    expect(readCmsHome(join(root, "actions/sandbox/dist")).sources).toBe(sources);
    expect(readCmsHome(join(root, "actions/sandbox/src/cms")).sources).toBe(sources);
    expect(() => readCmsHome(join(root, "elsewhere/dist"))).toThrow(/does not hold the sources/);
  });

  it("keeps the parts of each lockfile apart, in the runner's tool cache where there is one", () => {
    const here = join(root, "actions/sandbox/dist");
    const first = readCmsHome(here).cache;
    expect(first).toMatch(new RegExp(`^${root}/\\.cache/cms/[0-9a-f]{16}$`));
    writeFileSync(join(root, "actions/sandbox/cms/package-lock.json"), "{ }");
    expect(readCmsHome(here).cache).not.toBe(first);
    vi.stubEnv("RUNNER_TOOL_CACHE", "/tools");
    expect(readCmsHome(here).cache).toMatch(/^\/tools\/plugsmith-cms\//);
  });
});
