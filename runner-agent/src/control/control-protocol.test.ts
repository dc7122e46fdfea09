import { parseControlError } from "@plugsmith/plugin-host";
import { ForgeError } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseControlRequest, readText, renderControlError } from "./control-protocol.ts";

const code = (run: () => unknown) => {
  try {
    run();
    return "no error";
  } catch (error) {
    return (error as ForgeError).code;
  }
};

describe("control protocol", () => {
  it("takes a request with and without params", () => {
    expect(parseControlRequest('{"jsonrpc":"2.0","id":1,"method":"status"}')).toEqual({
      id: 1,
      method: "status",
      params: {},
    });
    expect(parseControlRequest('{"jsonrpc":"2.0","id":"a","method":"load","params":{"plugin":"x"}}').params).toEqual({
      plugin: "x",
    });
  });

  it.each([
    "",
    "nonsense",
    "7",
    "null",
    '{"jsonrpc":"2.0","method":"no id"}',
    '{"jsonrpc":"2.0","id":1,"result":{}}',
    '{"jsonrpc":"1.0","id":1,"method":"status"}',
  ])("refuses %j with one code", (line) => {
    expect(code(() => parseControlRequest(line))).toBe("message_invalid");
  });

  it("answers any line with a request or that refusal", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        expect(["no error", "message_invalid"]).toContain(code(() => parseControlRequest(line)));
      }),
    );
  });

  it("carries an error's code, words and hint to the client, and no code that it does not know", () => {
    const sent = renderControlError(1, new ForgeError("lease_held", { message: "ada holds it", hint: "Wait." }));
    if (!("error" in sent)) throw new Error("no error was rendered");
    expect(parseControlError(sent.error)).toMatchObject({ code: "lease_held", message: "ada holds it", hint: "Wait." });
    for (const unknown of ["toString", "__proto__", "made_up"])
      expect(parseControlError({ message: "x", data: { code: unknown } }).code).toBe("unexpected");
  });

  it("takes short text for a parameter and nothing else", () => {
    expect(readText({ plugin: "meter" }, "plugin")).toBe("meter");
    for (const plugin of [undefined, "", 7, {}, "x".repeat(201)])
      expect(code(() => readText({ plugin }, "plugin"))).toBe("wrong_usage");
  });
});
