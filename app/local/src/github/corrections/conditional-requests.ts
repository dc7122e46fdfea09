import { createHash } from "node:crypto";
import type { Correction } from "../world.ts";

/** emulate sends no ETag; GitHub's GET answers have one, and 304 to whoever knows it. */
export const conditionalRequests: Correction = (world) => {
  world.after.push((call, answer) => {
    if (call.method !== "GET" || answer.status !== 200 || answer.json === undefined) return;
    const etag = `W/"${createHash("sha256").update(JSON.stringify(answer.json)).digest("hex")}"`;
    answer.headers.set("etag", etag);
    answer.headers.set("cache-control", "private, max-age=60, s-maxage=60");
    const known = call.headers.get("if-none-match");
    if (known?.split(/,\s*/).some((tag) => tag.replace(/^W\//, "") === etag.slice(2))) {
      answer.status = 304;
      answer.json = undefined;
      answer.body = null;
    }
  });
};
