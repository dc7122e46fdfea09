import { describe, expect, it } from "vitest";
import { parseControlError } from "./control-error.ts";

describe("parseControlError", () => {
  it("keeps code, message and hint of the agent", () => {
    expect(parseControlError({ message: "busy", data: { code: "lease_held", hint: "wait" } })).toMatchObject({
      code: "lease_held",
      message: "busy",
      hint: "wait",
    });
  });

  it("takes a code of a newer agent, or none, as unexpected", () => {
    for (const data of [{ code: "not_invented_yet" }, { code: "constructor" }, {}, undefined])
      expect(parseControlError({ message: "x", ...(data ? { data } : {}) }).code).toBe("unexpected");
  });
});
