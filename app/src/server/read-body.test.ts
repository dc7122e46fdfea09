import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { idlePayload, signBody, startTestDoor, type TestDoor } from "../testing/start-test-door.ts";
import { defaultGateLimits } from "./reading-gate.ts";

const body = JSON.stringify(idlePayload());
const id = "01234567-89ab-cdef-0123-456789abcdef";
const head = (extra: readonly string[] = [], path = "/api/github/webhooks") =>
  [
    `POST ${path} HTTP/1.1`,
    "Host: forge",
    "Content-Type: application/json",
    `X-GitHub-Delivery: ${id}`,
    "X-GitHub-Event: issue_comment",
    `X-Hub-Signature-256: ${signBody(body)}`,
    ...extra,
    "",
    "",
  ].join("\r\n");
const length = `Content-Length: ${body.length}`;
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/u.exec(answer)?.[1] ?? 0);
const lastStatus = (answer: string) => Number([...answer.matchAll(/HTTP\/1\.1 (\d{3})/gu)].at(-1)?.[1] ?? 0);

describe("raw bytes at the door", () => {
  let door: TestDoor;
  const stray: unknown[] = [];
  const note = (error: unknown) => stray.push(error);
  beforeAll(async () => {
    process.on("unhandledRejection", note);
    door = await startTestDoor({ times: { headers: 300, request: 600, check: 50 } });
  });
  afterEach(async () => {
    if (!(await fetch(`${door.base}/healthz`)).ok) throw new Error("the server does not answer any more");
    if (stray.length > 0) throw new Error("an unhandled rejection", { cause: stray[0] });
  });
  afterAll(async () => {
    process.off("unhandledRejection", note);
    await door.stop();
  });

  it.each<[string, readonly (string | Uint8Array)[], number]>([
    ["two lengths that differ", [head([length, "Content-Length: 3"]), body], 400],
    ["length and chunks at once", [head([length, "Transfer-Encoding: chunked"]), "0\r\n\r\n"], 400],
    ["a chunked coding written oddly", [head(["Transfer-Encoding: \tchunked, identity"]), "0\r\n\r\n"], 400],
    ["a negative length", [head(["Content-Length: -1"]), body], 400],
    ["a length that is no number", [head(["Content-Length: 0x10"]), body], 400],
    ["a length beyond all numbers", [head([`Content-Length: ${"9".repeat(40)}`]), body], 400],
    ["a length far over the limit", [head(["Content-Length: 9000000000"])], 413],
    ["a chunk size that is no number", [head(["Transfer-Encoding: chunked"]), "zz\r\n"], 400],
    ["a chunk beyond all sizes", [head(["Transfer-Encoding: chunked"]), "fffffffffffffffff\r\n"], 400],
    ["a bare line feed in a header", [`POST / HTTP/1.1\nHost: x\n\n`], 400],
    ["a space before the colon", [head(["Content-Length : 3"])], 400],
    ["a folded header", [head(["X-Fold: a\r\n b", length]), body], 400],
    ["a NUL in a header", [head(["X-Nul: a\u0000b", length]), body], 400],
    ["headers that are too large", [head([`X-Pad: ${"x".repeat(20_000)}`])], 431],
    ["a TLS hello", [new Uint8Array([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03])], 400],
    ["an HTTP/2 preface", ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"], 400],
    ["no host", [head([length]).replace("Host: forge\r\n", ""), body], 400],
    ["an absolute address", [head([length], "http://elsewhere/api/github/webhooks"), body], 404],
    ["an address with dots", [head([length], "/api/../api/github/webhooks"), body], 404],
    ["an encoded address", [head([length], "/api%2fgithub/webhooks"), body], 404],
    ["a star address", ["OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"], 404],
    ["OPTIONS", ["OPTIONS /api/github/webhooks HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"], 405],
    ["HEAD", ["HEAD /api/github/webhooks HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"], 405],
    ["TRACE", ["TRACE /api/github/webhooks HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"], 405],
    ["a method that nobody knows", ["BREW /coffee HTTP/1.1\r\nHost: x\r\n\r\n"], 400],
    ["another expectation", [head([length, "Expect: 200-miracle"]), body], 417],
    ["a header given twice", [head([length, "X-GitHub-Event: push"]), body], 400],
    ["a signature given twice", [head([length, `X-Hub-Signature-256: ${signBody("x")}`]), body], 401],
  ])("refuses %s", async (_, pieces, status) => {
    const answer = await door.talk(pieces, { keepOpen: true });
    expect(statusOf(answer)).toBe(status);
    if (!pieces[0]?.toString().startsWith("HEAD")) expect(answer).toMatch(/"code":"delivery_refused","message":"/u);
  });

  it("asks for the body only after the headers passed", async () => {
    const expecting = (extra: string) => head([length, "Expect: 100-continue", "Connection: close", extra]);
    const good = await door.talk([expecting("X-A: b"), body], { keepOpen: true });
    expect(good).toMatch(/^HTTP\/1\.1 100 Continue/u);
    expect(lastStatus(good)).toBe(202);
    expect(statusOf(await door.talk([expecting("Content-Encoding: br")], { keepOpen: true }))).toBe(415);
  });

  it("takes a chunked body, and believes no trailer", async () => {
    const other = JSON.stringify(idlePayload({ trailer: true }));
    const signed = head(["Transfer-Encoding: chunked", "Trailer: X-GitHub-Event", "Connection: close"])
      .replace(signBody(body), signBody(other))
      .replace(id, id.replace("0", "f"));
    const pieces = [signed, chunk(other.slice(0, 9)), chunk(other.slice(9)), "0\r\nX-GitHub-Event: push\r\n\r\n"];
    expect(await door.talk(pieces, { keepOpen: true })).toMatch(/202 Accepted[\s\S]*queued/u);
    await door.queue.idle();
    expect(door.worked.at(-1)?.name).toBe("issue_comment");
  });

  it("keeps two requests on one connection apart", async () => {
    const answer = await door.talk([
      `GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    ]);
    expect(answer.match(/HTTP\/1\.1 200/gu)).toHaveLength(2);
  });

  it("reads nothing behind a refused request as another request", async () => {
    const inner = `GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n`;
    const answer = await door.talk([head([`Content-Length: ${inner.length}`, "Content-Encoding: br"]), inner]);
    expect(answer.match(/HTTP\/1\.1/gu)).toHaveLength(1);
  });

  it.each([
    ["headers", ["POST /api/github/webhooks HTTP/1.1\r\n", "Host: x\r\n"]],
    ["a body", [head([length]), body.slice(0, 5)]],
    ["a chunked body", [head(["Transfer-Encoding: chunked"]), chunk("{")]],
  ])("cuts a sender that is slow with %s", async (_, pieces) => {
    expect(statusOf(await door.talk(pieces, { keepOpen: true }))).toBe(408);
  });

  it("survives a sender that goes away in the middle", async () => {
    const socket = connect(door.port, "127.0.0.1");
    socket.write(head([length]) + body.slice(0, 5));
    await once(socket, "connect");
    socket.resetAndDestroy();
    await once(socket, "close");
  });
});

describe("a crowd at the door", () => {
  it("gives one address only its share of places, and frees them", async () => {
    const door = await startTestDoor({ gate: { ...defaultGateLimits, readsPerAddress: 2 } });
    try {
      const slow = [1, 2].map(() => connect(door.port, "127.0.0.1"));
      for (const socket of slow) {
        socket.on("error", () => {});
        socket.write(head([length, "Expect: 100-continue"]));
        await once(socket, "data");
      }
      expect(await door.post(body)).toMatchObject({ http: 429, code: "delivery_refused" });
      for (const socket of slow) socket.destroy();
      await expect.poll(async () => (await door.post(body)).http).toBe(202);
    } finally {
      await door.stop();
    }
  });

  it("keeps no more unfinished bytes than it has room for", async () => {
    const door = await startTestDoor({ gate: { reads: 8, readsPerAddress: 8, bytes: 100 } });
    try {
      expect(await door.post(body)).toMatchObject({ http: 503 });
      expect((await door.post("{}", { "x-github-event": "ping" })).http).toBe(202);
    } finally {
      await door.stop();
    }
  });
});
