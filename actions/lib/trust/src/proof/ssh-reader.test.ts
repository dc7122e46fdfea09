import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSshReader, writeSshString } from "./ssh-reader.ts";

describe("createSshReader", () => {
  it("reads back any values in the order in which they were written, and then nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (values) => {
        const reader = createSshReader(Buffer.concat(values.map((value) => writeSshString(Buffer.from(value)))));
        for (const value of values) {
          expect(reader.isAtEnd()).toBe(false);
          expect(reader.readString()).toEqual(Buffer.from(value));
        }
        expect(reader.isAtEnd()).toBe(true);
        expect(reader.readString()).toBeNull();
      }),
    );
  });

  it("answers any bytes with values that lie in them, or null, and never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const reader = createSshReader(Buffer.from(bytes));
        let read = 0;
        for (let value = reader.readString(); value !== null; value = reader.readString()) read += 4 + value.length;
        expect(read).toBeLessThanOrEqual(bytes.length);
        if (reader.isAtEnd()) expect([read, read + 4]).toContain(bytes.length);
      }),
    );
  });

  it.each([
    ["a length that is cut off", "000000"],
    ["a value that is shorter than it says", "0000000261"],
    ["the largest length there is", "ffffffff61"],
  ])("takes %s for missing", (_, hex) => {
    expect(createSshReader(Buffer.from(hex, "hex")).readString()).toBeNull();
  });

  it("reads as many bytes as it is asked for, and none where there are fewer", () => {
    const reader = createSshReader(Buffer.from("SSHSIG"));
    expect(reader.readBytes(4)?.toString()).toBe("SSHS");
    expect(reader.readBytes(3)).toBeNull();
    expect(reader.readBytes(2)?.toString()).toBe("IG");
    expect(reader.isAtEnd()).toBe(true);
  });
});

describe("writeSshString", () => {
  it("writes the length in bytes before the text", () => {
    expect(writeSshString("é").toString("hex")).toBe("00000002c3a9");
    expect(writeSshString("").toString("hex")).toBe("00000000");
  });
});
