import type { Signer } from "@sigstore/verify";
import { describe, expect, it } from "vitest";
import { parseSignerIdentity } from "./signer-identity.ts";

const oid = (number: number, value: Buffer) => ({ oid: { id: [1, 3, 6, 1, 4, 1, 57264, 1, number] }, value });
const utf8 = (text: string) => Buffer.concat([Buffer.from([0x0c, text.length]), Buffer.from(text)]);
const read = (...oids: ReturnType<typeof oid>[]) =>
  parseSignerIdentity({ identity: { oids }, key: undefined } as unknown as Signer);

describe("parseSignerIdentity", () => {
  it("reads the extensions by their numbers", () => {
    expect(read(oid(8, utf8("issuer")), oid(15, utf8("42")))).toMatchObject({
      issuer: "issuer",
      sourceRepositoryId: "42",
      trigger: null,
    });
  });

  it("reads long texts", () => {
    const text = "x".repeat(200);
    const value = Buffer.concat([Buffer.from([0x0c, 0x81, 200]), Buffer.from(text)]);
    expect(read(oid(12, value)).sourceRepositoryUri).toBe(text);
  });

  it.each([
    ["another tag", Buffer.concat([Buffer.from([0x13, 2]), Buffer.from("42")])],
    ["a length that is too small", Buffer.concat([Buffer.from([0x0c, 1]), Buffer.from("42")])],
    ["a length that is too large", Buffer.concat([Buffer.from([0x0c, 9]), Buffer.from("42")])],
    ["no length", Buffer.from([0x0c])],
    ["nothing", Buffer.alloc(0)],
  ])("takes an extension with %s as missing", (_, value) => {
    expect(read(oid(15, value)).sourceRepositoryId).toBeNull();
  });

  it("takes an extension that occurs twice as missing, and knows no identity of a bare key", () => {
    expect(read(oid(15, utf8("42")), oid(15, utf8("43"))).sourceRepositoryId).toBeNull();
    expect(
      Object.values(parseSignerIdentity({ key: undefined } as unknown as Signer)).every((value) => value === null),
    ).toBe(true);
  });
});
