import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRegistry, type TestRegistry } from "../testing/start-registry.ts";
import { readUrl } from "./read-url.ts";

let registry: TestRegistry;
let other: TestRegistry;
beforeAll(async () => {
  [registry, other] = await Promise.all([startRegistry(), startRegistry()]);
});
afterAll(async () => {
  await Promise.all([registry.close(), other.close()]);
});

const read = (path: string, more: object = {}) =>
  readUrl({ url: `${registry.origin}${path}`, mostBytes: 100, timeoutMs: 5000, ...more });
const refusal = (words: string) => ({ code: "dependencies_unavailable", message: expect.stringContaining(words) });

describe("readUrl", () => {
  it("answers bytes and type, and sends neither cookies nor credentials", async () => {
    registry.routes.set("GET /a", { body: "bytes", type: "text/plain" });
    const { bytes, type } = await read("/a");
    expect([Buffer.from(bytes).toString(), type]).toEqual(["bytes", "text/plain"]);
    const headers = registry.asked.at(-1)?.headers ?? {};
    expect(headers).toMatchObject({ "user-agent": "plugsmith-build" });
    for (const name of ["authorization", "cookie", "npm-session"]) expect(headers[name]).toBeUndefined();
  });

  it("posts a body", async () => {
    registry.routes.set("POST /ask", (body) => ({ body: body.toUpperCase() }));
    const { bytes } = await read("/ask", { body: { type: "application/json", text: "abc" } });
    expect(Buffer.from(bytes).toString()).toBe("ABC");
  });

  it("says which host did not give what was asked, and why", async () => {
    registry.routes.set("GET /gone", { status: 404 });
    registry.routes.set("GET /large", { body: "x".repeat(101) });
    await expect(read("/gone")).rejects.toMatchObject(refusal("answered 404"));
    await expect(read("/large")).rejects.toMatchObject(refusal("larger than 100 bytes"));
    const closed = await startRegistry();
    await closed.close();
    const nobody = readUrl({ url: `${closed.origin}/a`, mostBytes: 1, timeoutMs: 5000 });
    await expect(nobody).rejects.toMatchObject(refusal("no connection (ECONNREFUSED)"));
  });

  it("asks a second time after an error of the server, and no third time", async () => {
    const answers = [{ status: 503 }, { body: "late" }];
    registry.routes.set("GET /late", () => answers.shift() ?? { status: 500 });
    expect(Buffer.from((await read("/late")).bytes).toString()).toBe("late");
    await expect(read("/late")).rejects.toMatchObject(refusal("answered 500"));
  });

  it("follows a redirect to its own host or a known one, and to no other", async () => {
    registry.routes.set("GET /near", { status: 302, location: "/there" });
    registry.routes.set("GET /there", { body: "near" });
    registry.routes.set("GET /far", { status: 302, location: `${other.origin}/there` });
    other.routes.set("GET /there", { body: "far" });
    expect(Buffer.from((await read("/near")).bytes).toString()).toBe("near");
    await expect(read("/far")).rejects.toMatchObject(refusal("nothing may be fetched"));
    expect(other.asked).toEqual([]);
    const known = await read("/far", { mayLeadTo: (url: URL) => url.origin === other.origin });
    expect(Buffer.from(known.bytes).toString()).toBe("far");
    registry.routes.set("GET /loop", { status: 302, location: "/loop" });
    await expect(read("/loop")).rejects.toMatchObject(refusal("leads on and on"));
    registry.routes.set("GET /file", { status: 302, location: "file:///etc/passwd" });
    await expect(read("/file")).rejects.toMatchObject(refusal("nothing may be fetched"));
  });
});
