import { describe, expect, it } from "vitest";
import { mostFolded } from "./decoders.ts";
import { foldCall, joinFolded, makeText, unknown } from "./fold-calls.ts";
import { origin } from "./origin.ts";

const text = (value: string) => ({ text: value, from: 0 });
const fold = (path: string, ...args: { text: string; from: number }[]) => foldCall(path, undefined, unknown, [], args);

describe("joinFolded", () => {
  it("is one text that came in pieces, or unknown with the origin of its parts", () => {
    expect(joinFolded([text("a"), text("b")], "-")).toEqual({ text: "a-b", from: origin.pieces });
    expect(joinFolded([text("a"), { from: origin.request }])).toEqual({ from: origin.request | origin.pieces });
    expect(makeText("x".repeat(mostFolded + 1), 0)).toEqual({ from: 0 });
  });
});

describe("foldCall", () => {
  it("formats, replaces, packs and lowers constants", () => {
    expect(fold("sprintf", text("%s-%s"), text("a"), text("b"))?.text).toBe("a-b");
    expect(fold("sprintf", text("%d"), text("1"))?.text).toBeUndefined();
    expect(fold("str_replace", text("x"), text("$&"), text("axb"))?.text).toBe("a$&b");
    expect(fold("pack", text("H*"), text("6162"))).toEqual({ text: "ab", from: origin.decoded });
    expect(fold("strtolower", text("AB"))?.text).toBe("ab");
  });

  it("knows nothing of other calls", () => {
    expect(fold("md5", text("x"))).toBeUndefined();
  });

  it("decodes what a method is told is base64", () => {
    expect(foldCall("Buffer.from", undefined, unknown, [], [text("YWI="), text("base64")])).toEqual({
      text: "ab",
      from: origin.decoded,
    });
  });
});
