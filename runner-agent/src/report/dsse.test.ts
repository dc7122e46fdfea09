import { describe, expect, it } from "vitest";
import { encodePae } from "./dsse.ts";

describe("encodePae", () => {
  it("encodes the example of the DSSE specification", () => {
    const payload = Buffer.from("hello world");
    expect(encodePae("http://example.com/HelloWorld", payload).toString()).toBe(
      "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
    );
  });

  it("counts bytes, so that no text of a type can pass for a payload", () => {
    expect(encodePae("é", Buffer.from("ß")).toString()).toBe("DSSEv1 2 é 2 ß");
    expect(encodePae("a 1 b", Buffer.from("")).equals(encodePae("a", Buffer.from("b 0 ")))).toBe(false);
  });
});
