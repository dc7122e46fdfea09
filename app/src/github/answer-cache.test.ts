import { describe, expect, it } from "vitest";
import { createAnswerCache } from "./answer-cache.ts";

describe("the answer cache", () => {
  it("never holds more than it may, and forgets what was not asked for the longest", () => {
    const cache = createAnswerCache({ entries: 2, characters: 100 });
    const put = (key: string, size: number) => cache.set(key, { etag: key, data: key, size });
    put("a", 10);
    put("b", 10);
    cache.get("a");
    put("c", 10);
    expect(["a", "b", "c"].map((key) => cache.get(key)?.data)).toEqual(["a", undefined, "c"]);
    put("d", 95);
    expect(["a", "c", "d"].map((key) => cache.get(key)?.data)).toEqual([undefined, undefined, "d"]);
    put("d", 101);
    expect([cache.get("d"), cache.characters]).toEqual([undefined, 0]);
  });
});
