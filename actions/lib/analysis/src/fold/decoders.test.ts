import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeText, isDecoder, mostFolded } from "./decoders.ts";

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

describe("decodeText", () => {
  it.each([
    ["base64_decode", "c3lzdGVt"],
    ["atob", "c3lzdGVt"],
    ["base64.b64decode", "c3lzdGVt"],
    ["hex2bin", "73797374656d"],
    ["str_rot13", "flfgrz"],
    ["strrev", "metsys"],
    ["rawurldecode", "%73ystem"],
    ["gzinflate", latin(deflateRawSync("system"))],
    ["zlib.decompress", latin(deflateSync("system"))],
    ["gzdecode", latin(gzipSync("system"))],
  ])("undoes %s", (decoder, text) => {
    expect(decodeText(decoder, text)).toBe("system");
  });

  it("answers nothing for what is broken, unknown, or a bomb", () => {
    expect(decodeText("gzinflate", "no")).toBeUndefined();
    expect(decodeText("decodeURIComponent", "%")).toBeUndefined();
    expect(decodeText("md5", "x")).toBeUndefined();
    expect(decodeText("gzinflate", latin(deflateRawSync(Buffer.alloc(50 * mostFolded))))).toBeUndefined();
    expect(decodeText("strrev", "x".repeat(mostFolded + 1))).toBeUndefined();
  });

  it("takes reversing and percent signs for everyday", () => {
    expect(["base64_decode", "gzinflate", "marshal.loads", "strrev", "urldecode"].map(isDecoder)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
