import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doorSecret, idlePayload, signBody } from "../testing/start-test-door.ts";
import { isSigned, parseDelivery } from "./parse-delivery.ts";

describe("isSigned", () => {
  it("holds for the very bytes under the very secret, and for nothing else", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, at, change) => {
        const signature = signBody(bytes);
        expect(isSigned(bytes, doorSecret, signature)).toBe(true);
        expect(isSigned(bytes, `${doorSecret}x`, signature)).toBe(false);
        expect(isSigned(Uint8Array.of(...bytes, 0), doorSecret, signature)).toBe(false);
        if (bytes.length === 0) return;
        const changed = bytes.with(at % bytes.length, (bytes[at % bytes.length] ?? 0) ^ change);
        expect(isSigned(changed, doorSecret, signature)).toBe(false);
      }),
    );
  });

  it("never throws, whatever the header says", () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(isSigned(new Uint8Array(), doorSecret, header)).toBe(false);
      }),
    );
  });
});

describe("parseDelivery", () => {
  it("hands on what a delivery is known by later: id in one spelling, repository, digest and bytes", () => {
    const body = Buffer.from(JSON.stringify(idlePayload()));
    const headers = {
      "content-type": "application/json; charset=UTF-8",
      "x-github-event": "issue_comment",
      "x-github-delivery": "ABCDEF01-89ab-cdef-0123-456789abcdef",
      "x-hub-signature-256": signBody(body),
    };
    expect(parseDelivery(headers, body, doorSecret)).toMatchObject({
      id: "abcdef01-89ab-cdef-0123-456789abcdef",
      name: "issue_comment",
      repository: 7,
      body,
      bodyDigest: expect.stringMatching(/^[0-9a-f]{64}$/u),
    });
  });
});
