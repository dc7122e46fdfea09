import { describe, expect, it } from "vitest";
import { mergeJson } from "./merge-json.ts";
import { splitLines } from "./split-lines.ts";

describe("mergeJson", () => {
  it("merges key by key and takes the new version", () => {
    const base = '{"version":"1.0.0","permissions":{"memory":64,"usb":[]},"methods":["a"]}';
    const ours = '{"version":"1.0.0","permissions":{"memory":96,"usb":[]},"methods":["a"],"note":1}';
    const theirs = '{"version":"1.1.0","permissions":{"memory":64,"usb":[1]},"methods":["a","b"]}';
    const merged = mergeJson(base, ours, theirs);
    expect(JSON.parse(merged?.text ?? "")).toEqual({
      version: "1.1.0",
      permissions: { memory: 96, usb: [1] },
      methods: ["a", "b"],
      note: 1,
    });
    expect(merged?.conflicts).toEqual([]);
  });

  it("keeps people's value where both changed one, and gives the other with its lines", () => {
    const merged = mergeJson('{"a":[1],"b":1}', '{"a":[1,2],"b":2}', '{"a":[1,3],"b":1}');
    expect(JSON.parse(merged?.text ?? "")).toEqual({ a: [1, 2], b: 2 });
    const [conflict] = merged?.conflicts ?? [];
    const lines = splitLines(merged?.text ?? "");
    lines.splice((conflict?.first ?? 0) - 1, conflict?.count ?? 0, conflict?.other ?? "");
    expect(JSON.parse(lines.join(""))).toEqual({ a: [1, 3], b: 2 });
  });

  it("never keeps a version that somebody wrote by hand, and says which it was", () => {
    const merged = mergeJson('{"version":"1.0.0"}', '{"version":"9.0.0"}', '{"version":"1.1.0"}');
    expect(JSON.parse(merged?.text ?? "")).toEqual({ version: "1.1.0" });
    expect(merged?.conflicts).toMatchObject([{ kept: "theirs", other: '  "version": "9.0.0"\n' }]);
  });

  it("refuses what is no JSON object", () => {
    expect(mergeJson("{}", "[]", "{}")).toBeUndefined();
    expect(mergeJson("{}", "{", "{}")).toBeUndefined();
  });

  it("has no power over prototypes", () => {
    mergeJson("{}", '{"__proto__":{"polluted":1}}', '{"__proto__":{"other":1}}');
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
