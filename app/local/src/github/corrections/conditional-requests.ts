import { createHash } from "node:crypto";
import type { Correction } from "../world.ts";

/** emulate sends no ETag; GitHub's GET answers have one, and 304 to whoever knows it. */
export const conditionalRequests: Correction = (world) => {
  world.after.push(async (call, answer) => {
    if (call.method !== "GET" || answer.status !== 200) return;
    if (answer.json === undefined) answer.body = new Uint8Array(await new Response(answer.body as never).arrayBuffer());
    const content = answer.json === undefined ? (answer.body as Uint8Array) : JSON.stringify(answer.json);
    const etag = `W/"${createHash("sha256").update(content).digest("hex")}"`;
    answer.headers.set("etag", etag);
    answer.headers.set("cache-control", "private, max-age=60, s-maxage=60");
    const known = call.headers.get("if-none-match");
    if (known?.split(/,\s*/).some((tag) => tag.replace(/^W\//, "") === etag.slice(2))) {
      answer.status = 304;
      answer.headers.delete("content-length");
      answer.json = undefined;
      answer.body = null;
    }
  });
};
