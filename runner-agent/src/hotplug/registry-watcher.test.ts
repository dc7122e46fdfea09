import { ForgeError, type Registry, type Reviewers } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import { makeRegistry } from "../testing/make-facts.ts";
import { createRegistryWatcher } from "./registry-watcher.ts";

interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly etag?: string;
}

function watch(answer: (file: string, headers: Record<string, string>) => Answer | Error) {
  const clock = createFakeClock();
  const seen: { url: string; headers: Record<string, string> }[] = [];
  const accepted: [Registry | undefined, Reviewers | undefined][] = [];
  let refusal: ForgeError | undefined;
  const watcher = createRegistryWatcher({
    apiUrl: "https://api.test",
    repository: "acme/forge",
    pollMs: 1_000,
    readToken: () => "tok",
    clock,
    random: () => 0.5,
    fetch: (async (url: string, { headers }: { headers: Record<string, string> }) => {
      seen.push({ url, headers });
      const given = answer(url.includes("registry.json") ? "registry.json" : "reviewers.json", headers);
      if (given instanceof Error) throw given;
      const { status = 200, body, etag } = given;
      const text = typeof body === "string" ? body : JSON.stringify(body ?? {});
      return new Response(status === 304 ? null : text, { status, headers: etag ? { etag } : {} });
    }) as never,
    accept(registry, reviewers) {
      if (refusal) throw refusal;
      accepted.push([registry, reviewers]);
    },
  });
  const events: string[] = [];
  return {
    clock,
    seen,
    accepted,
    watcher,
    events,
    start: () => watcher.start(({ kind }) => void events.push(kind)),
    refuse: (error: ForgeError | undefined) => {
      refusal = error;
    },
  };
}
const reviewers: Reviewers = { schemaVersion: 1, reviewers: [] };
const fine = (file: string): Answer => ({
  body: file === "registry.json" ? makeRegistry([]) : reviewers,
  etag: `"${file}"`,
});

describe("createRegistryWatcher", () => {
  it("reads both files of the branch, then asks only whether they changed", async () => {
    const test = watch((file, headers) => (headers["if-none-match"] ? { status: 304 } : fine(file)));
    await test.start();
    expect(test.seen[0]).toMatchObject({
      url: "https://api.test/repos/acme/forge/contents/registry.json?ref=forge%2Fregistry",
      headers: { accept: "application/vnd.github.raw+json", authorization: "Bearer tok" },
    });
    await test.clock.advance(1_000);
    expect(test.seen.slice(2).map(({ headers }) => headers["if-none-match"])).toEqual([
      '"registry.json"',
      '"reviewers.json"',
    ]);
    expect(test.accepted).toEqual([
      [makeRegistry([]), reviewers],
      [undefined, undefined],
    ]);
    expect(test.events).toEqual(["registry_changed"]);
  });

  it("waits longer after each failure and says what is wrong, without the token", async () => {
    let down = true;
    const test = watch((file) => (down ? { status: 503 } : fine(file)));
    await test.start();
    expect(test.watcher.status()).toMatchObject({ state: "failing", code: "download_failed" });
    expect(JSON.stringify(test.watcher.status())).not.toContain("tok");
    await test.clock.advance(1_999);
    expect(test.seen).toHaveLength(1);
    await test.clock.advance(1);
    expect(test.seen).toHaveLength(2);
    await test.clock.advance(4_000);
    expect(test.seen).toHaveLength(3);
    down = false;
    await test.clock.advance(8_000);
    expect(test.watcher.status().state).toBe("watching");
  });

  it("does not count a refused registry as seen", async () => {
    const test = watch(fine);
    test.refuse(new ForgeError("registry_rollback"));
    await test.start();
    expect(test.watcher.status()).toMatchObject({ state: "failing", code: "registry_rollback" });
    test.refuse(undefined);
    await test.watcher.poll();
    expect(test.seen.every(({ headers }) => headers["if-none-match"] === undefined)).toBe(true);
    expect(test.accepted).toHaveLength(1);
  });

  it("is not ended by garbage, an endless answer or a dead network", async () => {
    const answers: (Answer | Error)[] = [
      { body: "<html>" },
      { body: '{"schemaVersion":1}' },
      { body: "x".repeat(17 << 20) },
      new TypeError("fetch failed"),
    ];
    for (const answer of answers) {
      const test = watch(() => answer);
      await test.start();
      expect(test.watcher.status().state).toBe("failing");
      expect(test.accepted).toEqual([]);
      await test.watcher.stop();
      expect(test.clock.pending()).toBe(0);
    }
  });
});
