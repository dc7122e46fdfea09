import { describe, expect, it } from "vitest";
import { computeDigest } from "./package-digest.ts";

describe("computeDigest", () => {
  it("is sha256 and lower-case hex, as sha256sum prints it", () => {
    expect(computeDigest(new Uint8Array())).toBe(
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    expect(computeDigest(Buffer.from("abc"))).toBe(
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });

  it("looks at the view's bytes only, not at the buffer under it", () => {
    const whole = Buffer.from("xabcx");
    expect(computeDigest(whole.subarray(1, 4))).toBe(computeDigest(Buffer.from("abc")));
  });
});
