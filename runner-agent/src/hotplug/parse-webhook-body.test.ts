import { ForgeError } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseWebhookBody } from "./parse-webhook-body.ts";

const parse = (value: unknown) => parseWebhookBody(Buffer.from(JSON.stringify(value)));

describe("parseWebhookBody", () => {
  it("takes a device, a plugin or neither, as the kind asks", () => {
    const device = { vendorId: "0403", productId: "6001", port: "rack-3" };
    expect(parse({ kind: "device_attached", device })).toEqual({ kind: "device_attached", device });
    expect(parse({ kind: "plugin_removed", plugin: { name: "acme-meter" } })).toEqual({
      kind: "plugin_removed",
      plugin: { name: "acme-meter" },
    });
    expect(parse({ kind: "registry_changed" })).toEqual({ kind: "registry_changed" });
  });

  it("takes no place on the bus, no path and no digest from outside", () => {
    const refused = expect.objectContaining({ code: "message_invalid", hint: expect.any(String) });
    const device = { vendorId: "0403", productId: "6001", port: "rack-3" };
    expect(() => parse({ kind: "device_attached", device: { ...device, bus: "1" } })).toThrow(refused);
    expect(() => parse({ kind: "device_attached", device: { ...device, port: 3 } })).toThrow(refused);
    expect(() => parse({ kind: "plugin_changed", plugin: { name: "a", path: "/etc" } })).toThrow(refused);
    expect(() => parse({ kind: "registry_changed", device })).toThrow(refused);
  });

  it("answers any bytes with a value or message_invalid", () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.json().map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(bytes, (body) => {
        try {
          expect(parseWebhookBody(body).kind).toMatch(/_/);
        } catch (error) {
          expect((error as ForgeError).code).toBe("message_invalid");
          expect(error).toBeInstanceOf(ForgeError);
        }
      }),
    );
  });
});
