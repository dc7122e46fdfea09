import { describe, expect, it } from "vitest";
import { parseStatement } from "./parse-statement.ts";
import { payloadType, statementType } from "./statement.ts";

const digest = `sha256:${"1".repeat(64)}`;
const statement = {
  _type: statementType,
  subject: [{ name: "x.zip", digest: { sha256: "1".repeat(64) } }],
  predicateType: "https://example.org/x",
  predicate: { a: 1 },
};
const parse = (change: object, type = payloadType) =>
  parseStatement(type, Buffer.from(JSON.stringify({ ...statement, ...change })), digest);

describe("parseStatement", () => {
  it("answers a statement about exactly these bytes", () => {
    expect(parse({})).toEqual(statement);
  });

  it.each<[string, object]>([
    ["another statement type", { _type: "https://in-toto.io/Statement/v0.1" }],
    ["no subject", { subject: [] }],
    ["two subjects", { subject: [...statement.subject, ...statement.subject] }],
    ["a subject without digest", { subject: [{ name: "x" }] }],
    ["a subject that is a text", { subject: ["x"] }],
    ["no predicate type", { predicateType: 1 }],
    ["a predicate that is a list", { predicate: [] }],
  ])("refuses %s", (_, change) => {
    expect(() => parse(change)).toThrow(expect.objectContaining({ code: "bundle_invalid" }));
  });

  it("refuses another payload type, text that is no JSON, and other bytes", () => {
    expect(() => parse({}, "application/json")).toThrow(expect.objectContaining({ code: "bundle_invalid" }));
    expect(() => parseStatement(payloadType, Buffer.from("{"), digest)).toThrow(
      expect.objectContaining({ code: "bundle_invalid" }),
    );
    const other = { subject: [{ name: "x", digest: { sha256: "2".repeat(64), sha512: "1".repeat(64) } }] };
    expect(() => parse(other)).toThrow(expect.objectContaining({ code: "digest_mismatch" }));
  });
});
