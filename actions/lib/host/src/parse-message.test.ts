import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMessage } from "./parse-message.ts";

describe("parseMessage", () => {
  it("tells requests, notifications, results and errors apart", () => {
    const kinds = [
      '{"jsonrpc":"2.0","id":1,"method":"ping"}',
      '{"jsonrpc":"2.0","method":"log","params":{}}',
      '{"jsonrpc":"2.0","id":1,"result":null}',
      '{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}}',
    ].map((line) => {
      const parsed = parseMessage(line);
      return parsed.ok ? parsed.value.kind : parsed.reason;
    });
    expect(kinds).toEqual(["request", "notification", "result", "error"]);
  });

  it.each([
    "",
    "nonsense",
    "7",
    "null",
    "[]",
    "{}",
    '{"jsonrpc":"1.0","id":1,"method":"x"}',
    '{"jsonrpc":"2.0","id":1}',
    '{"jsonrpc":"2.0","id":1,"method":"x","result":1}',
    '{"jsonrpc":"2.0","id":1,"method":"x","params":[]}',
    '{"jsonrpc":"2.0","id":{},"method":"x"}',
    '{"jsonrpc":"2.0","result":1}',
  ])("refuses %s with a reason", (line) => {
    expect(parseMessage(line)).toEqual({ ok: false, reason: expect.any(String) });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        expect(typeof parseMessage(line).ok).toBe("boolean");
      }),
    );
  });
});
