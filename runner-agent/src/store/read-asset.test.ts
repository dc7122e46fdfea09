import { describe, expect, it } from "vitest";
import { readAsset } from "./read-asset.ts";

const limits = { maxBytes: 10, timeoutMs: 50 };
const answering = (response: () => Response | Promise<Response>) => (async () => response()) as unknown as typeof fetch;

describe("readAsset", () => {
  it("reads up to the limit and not a byte more, whatever the headers say", async () => {
    const body = (size: number) =>
      answering(() => new Response("x".repeat(size), { headers: { "content-length": "1" } }));
    expect((await readAsset(body(10), "https://x.test/a", limits)).length).toBe(10);
    await expect(readAsset(body(11), "https://x.test/a", limits)).rejects.toMatchObject({ code: "download_failed" });
  });

  it("stops an endless answer", async () => {
    let sent = 0;
    const endless = answering(
      () =>
        new Response(
          new ReadableStream({
            pull(controller) {
              sent += 1;
              controller.enqueue(new Uint8Array(4));
            },
          }),
        ),
    );
    await expect(readAsset(endless, "https://x.test/a", limits)).rejects.toMatchObject({ code: "download_failed" });
    expect(sent).toBeLessThan(10);
  });

  it("calls other answers, other protocols and a dead network a failed download, with the address", async () => {
    const gone = answering(() => new Response("", { status: 404 }));
    await expect(readAsset(gone, "https://x.test/a", limits)).rejects.toThrow(/x\.test.*404/);
    await expect(readAsset(gone, "file:///etc/passwd", limits)).rejects.toMatchObject({ code: "download_failed" });
    const dead = answering(() => Promise.reject(new TypeError("fetch failed")));
    await expect(readAsset(dead, "https://x.test/a", limits)).rejects.toMatchObject({ code: "download_failed" });
  });
});
