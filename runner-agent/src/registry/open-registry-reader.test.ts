import type { BenchConfig } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { findGitUrl, openRegistryReader } from "./open-registry-reader.ts";

function open(registry: Partial<BenchConfig["registry"]>) {
  const asked: string[] = [];
  const config: BenchConfig = {
    schemaVersion: 1,
    id: "bench-1",
    stateDir: "/nowhere",
    registry: { repository: "acme/forge", apiUrl: "https://api.test/", ...registry },
    trust: { policyFile: "/nowhere/policy.json" },
  };
  const fetcher = async (url: string | URL | Request) => {
    asked.push(String(url));
    return new Response("{}", { status: 503 });
  };
  const trust = { read: () => undefined, write: () => {} };
  return {
    asked,
    reader: openRegistryReader(config, { fetch: fetcher as typeof fetch, clock: createFakeClock(), trust }),
  };
}

describe("openRegistryReader", () => {
  it("believes nothing by default, and says how to pin the root", async () => {
    const { reader, asked } = open({});
    await expect(reader.read()).rejects.toMatchObject({
      code: "registry_root_missing",
      hint: expect.stringContaining("registry.root"),
    });
    expect(asked).toEqual([]);
  });

  it("reads the plain file only where the configuration says unsigned", async () => {
    const { reader, asked } = open({ trust: "unsigned" });
    await expect(reader.read()).rejects.toMatchObject({ code: "download_failed" });
    expect(asked[0]).toContain("https://api.test/repos/acme/forge/contents/registry.json");
  });

  it("asks GitHub's API where the signed registry comes via https", async () => {
    const { reader, asked } = open({ rootDigest: `sha256:${"0".repeat(64)}`, via: "https" });
    await expect(reader.read()).rejects.toMatchObject({ code: "download_failed" });
    expect(asked).toEqual(["https://api.test/repos/acme/forge/git/ref/heads/forge/registry"]);
  });
});

describe("findGitUrl", () => {
  it.each([
    ["https://api.github.com", "https://github.com/acme/forge.git"],
    ["https://git.acme.example/api/v3", "https://git.acme.example/acme/forge.git"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080/acme/forge.git"],
  ])("finds git beside %s", (api, url) => {
    expect(findGitUrl(api, "acme/forge")).toBe(url);
  });
});
