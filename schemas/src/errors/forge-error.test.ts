import { describe, expect, it } from "vitest";
import { errorCodes } from "./error-codes.ts";
import { ForgeError, toForgeError } from "./forge-error.ts";

describe("ForgeError", () => {
  it("speaks its code's standing sentence unless told more", () => {
    expect(new ForgeError("digest_mismatch").message).toBe(errorCodes.digest_mismatch);
    expect(new ForgeError("digest_mismatch", { message: "a.zip differs" }).message).toBe("a.zip differs");
  });

  it("keeps cause, hint and facts", () => {
    const cause = new Error("disk");
    const error = new ForgeError("package_failed", { cause, hint: "Free some space.", facts: { bytes: 1 } });
    expect(error).toMatchObject({
      code: "package_failed",
      hint: "Free some space.",
      facts: { bytes: 1 },
      name: "ForgeError",
    });
    expect(error.cause).toBe(cause);
  });

  it("has no cause property when there is none, so that logs do not show an empty one", () => {
    expect(Object.hasOwn(new ForgeError("unexpected"), "cause")).toBe(false);
  });
});

describe("toForgeError", () => {
  it("returns a ForgeError as it is", () => {
    const error = new ForgeError("interrupted");
    expect(toForgeError(error)).toBe(error);
  });

  it.each([
    [new TypeError("x is not a function")],
    ["text"],
    [undefined],
    [null],
    [42],
    [{ message: "looks like one" }],
  ])("makes an unexpected error of %j and keeps it as the cause", (thrown) => {
    const error = toForgeError(thrown);
    expect(error.code).toBe("unexpected");
    expect(error.message).not.toBe("");
    expect(error.cause).toBe(thrown);
  });
});

describe("error codes", () => {
  it("are snake_case, each with a sentence", () => {
    const entries = Object.entries(errorCodes);
    expect(entries.length).toBeGreaterThan(50);
    for (const [code, sentence] of entries) {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(sentence, code).toMatch(/^[A-Z.].*\.$/);
    }
  });
});
