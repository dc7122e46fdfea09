import { X509Certificate } from "node:crypto";
import { expect, it } from "vitest";
import { makeCertificate } from "./self-signed-certificate.ts";

it("is valid for its names for a day, signed by its own key, and another one each time", () => {
  const now = Date.parse("2026-11-22T10:00:00Z");
  const { cert, key } = makeCertificate(["a.myshopify.com", "app.example"], now);
  const read = new X509Certificate(cert);
  expect(read.checkHost("a.myshopify.com")).toBe("a.myshopify.com");
  expect(read.checkHost("app.example")).toBe("app.example");
  expect(read.checkHost("b.myshopify.com")).toBeUndefined();
  expect(read.verify(read.publicKey)).toBe(true);
  expect([Date.parse(read.validFrom), Date.parse(read.validTo)]).toEqual([now - 86_400_000, now + 86_400_000]);
  expect(key).toContain("PRIVATE KEY");
  expect(makeCertificate(["app.example"], now).cert).not.toBe(cert);
});
