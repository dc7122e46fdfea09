import type { Reviewers } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { makeRegistry } from "../testing/make-facts.ts";
import { createPlainRegistryReader } from "./plain-registry-transport.ts";

interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly etag?: string;
}

function open(answer: (file: string, headers: Record<string, string>) => Answer | Error) {
  const seen: { url: string; headers: Record<string, string> }[] = [];
  const reader = createPlainRegistryReader({
    apiUrl: "https://api.test",
    repository: "acme/forge",
    readToken: () => "s3cret",
    fetch: (async (url: string, { headers }: { headers: Record<string, string> }) => {
      seen.push({ url, headers });
      const given = answer(url.includes("registry.json") ? "registry.json" : "reviewers.json", headers);
      if (given instanceof Error) throw given;
      const { status = 200, body, etag } = given;
      const text = typeof body === "string" ? body : JSON.stringify(body ?? {});
      return new Response(status === 304 ? null : text, { status, headers: etag ? { etag } : {} });
    }) as never,
  });
  return { reader, seen };
}
const reviewers: Reviewers = { schemaVersion: 1, reviewers: [] };
const fine = (file: string): Answer => ({
  body: file === "registry.json" ? makeRegistry([]) : reviewers,
  etag: `"${file}"`,
});

describe("createPlainRegistryReader", () => {
  it("reads both files of the branch, then asks only whether they changed", async () => {
    const { reader, seen } = open((file, headers) => (headers["if-none-match"] ? { status: 304 } : fine(file)));
    const first = await reader.read();
    expect(first).toMatchObject({ registry: makeRegistry([]), reviewers });
    expect(seen[0]).toMatchObject({
      url: "https://api.test/repos/acme/forge/contents/registry.json?ref=forge%2Fregistry",
      headers: { accept: "application/vnd.github.raw+json", authorization: "Bearer s3cret" },
    });
    first?.keep();
    expect(await reader.read()).toBeNull();
    expect(seen.slice(2).map(({ headers }) => headers["if-none-match"])).toEqual([
      '"registry.json"',
      '"reviewers.json"',
    ]);
  });

  it("reads again what was not kept", async () => {
    const { reader, seen } = open(fine);
    await reader.read();
    expect(await reader.read()).not.toBeNull();
    expect(seen.every(({ headers }) => headers["if-none-match"] === undefined)).toBe(true);
  });

  it.each([
    ["garbage", { body: "<html>" }, "registry_invalid"],
    ["another document", { body: '{"schemaVersion":1}' }, "registry_invalid"],
    ["an endless answer", { body: "x".repeat(17 << 20) }, "download_failed"],
    ["no such branch", { status: 404 }, "download_failed"],
  ])("refuses %s", async (_what, answer, code) => {
    await expect(open(() => answer).reader.read()).rejects.toMatchObject({ code });
  });

  it("never shows the token in a refusal", async () => {
    const refused = await open(() => ({ status: 503 }))
      .reader.read()
      .catch((error: Error) => error);
    expect(JSON.stringify(refused) + String(refused)).not.toContain("s3cret");
  });
});
