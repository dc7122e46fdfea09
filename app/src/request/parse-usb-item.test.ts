import { describe, expect, it } from "vitest";
import { parseUsbItem } from "./parse-usb-item.ts";

const valueOf = (item: Parameters<typeof parseUsbItem>[0]) => {
  const parsed = parseUsbItem(item, "usb.0");
  return parsed.ok ? parsed.value : parsed.issues.map((issue) => `${issue.rule} ${issue.suggestion ?? ""}`);
};

describe("parseUsbItem", () => {
  it("reads text and mappings alike", () => {
    expect(valueOf(" 04D8:00dF ")).toStrictEqual({ vendorId: "04d8", productId: "00df" });
    expect(valueOf("0403:6001:A1 :b")).toEqual({ vendorId: "0403", productId: "6001", serial: "A1 :b" });
    expect(valueOf({ vendorId: "0403", productId: "6001", port: "1-2.3" })).toEqual({
      vendorId: "0403",
      productId: "6001",
      port: "1-2.3",
    });
  });

  it.each([
    ["0x0403:0x6001", "usb 0403:6001"],
    ["403:6001", "usb 0403:6001"],
    ["0403 6001", "usb 0403:6001"],
    ["0403 : 6001", "usb 0403:6001"],
    ["0x04D8,0x0DF", "usb 04d8:00df"],
    ["4d8/DF", "usb 04d8:00df"],
    ["x0403:6001", "usb "],
    ["0403:6001 x", "usb "],
    ["0403:6001x", "usb "],
    ["0403    6001", "usb "],
    ["0403:6001:a\nb", "usb "],
    ["0403", "usb "],
    ["0403:6001:", "usb "],
    ["0403:6001: x", "usb "],
    ["zzzz:6001", "usb "],
    [`0403:6001:${"x".repeat(127)}`, "usb "],
  ])("refuses %s", (text, expected) => {
    expect(valueOf(text)).toEqual([expected]);
  });

  const ids = { vendorId: "0403", productId: "6001" };
  it.each(["1-1", "12-345", "123-1.2", "1-1.2.3.4.5.6.7", "1-100.200.300"])("takes the port %s", (port) => {
    expect(parseUsbItem({ ...ids, port }, "usb.0")).toStrictEqual({ ok: true, value: { ...ids, port } });
  });

  it.each(["", "1", "1-", "-1", "1-1.", "1234-1", "1-1234", "1-1.1234", "1-1.2.3.4.5.6.7.8", "x1-1", "1-1x", "1-1/.."])(
    "refuses the port %j",
    (port) => {
      expect(parseUsbItem({ ...ids, port }, "usb.3")).toEqual({
        ok: false,
        issues: [{ path: "usb.3", rule: "usb", message: "has a port that is no port path", example: "1-2.3" }],
      });
    },
  );

  it.each(["A", "x".repeat(126), "A1: b"])("takes the serial number %j, written either way", (serial) => {
    const parsed = { ok: true, value: { ...ids, serial } };
    expect(parseUsbItem({ ...ids, serial }, "usb.0")).toStrictEqual(parsed);
    expect(parseUsbItem(`0403:6001:${serial}`, "usb.0")).toStrictEqual(parsed);
  });

  it.each(["", " a", ":a", "a\nb", "\na", "x".repeat(127)])("refuses the serial number %j", (serial) => {
    expect(parseUsbItem({ ...ids, serial }, "usb.3")).toEqual({
      ok: false,
      issues: [
        {
          path: "usb.3",
          rule: "usb",
          message: "has a serial number that is empty or too long",
          example: "0403:6001:A1",
        },
      ],
    });
  });

  it("says what it takes", () => {
    expect(parseUsbItem("a", "usb.1")).toStrictEqual({
      ok: false,
      issues: [
        {
          path: "usb.1",
          rule: "usb",
          message: "must be vendorId:productId or vendorId:productId:serial, the ids as 4 hex digits",
          example: "0403:6001",
        },
      ],
    });
    expect(parseUsbItem({ ...ids, speed: "high" }, "usb.1")).toEqual({
      ok: false,
      issues: [
        {
          path: "usb.1",
          rule: "unknown_field",
          message: "has a key that is not known; vendorId, productId, serial and port are",
          example: "0403:6001",
        },
      ],
    });
    expect(parseUsbItem(ids, "usb.1")).toStrictEqual({ ok: true, value: ids });
  });

  it("lets no id of a mapping hold a serial number", () => {
    expect(valueOf({ vendorId: "0403:6001", productId: "A1" })).toEqual(["usb "]);
    expect(valueOf({ vendorId: "0403:6001:A1", productId: "" })).toEqual(["usb "]);
    expect(valueOf({ vendorId: "04:03", productId: "6001" })).toEqual(["usb "]);
    expect(valueOf({ productId: "6001" })).toEqual(["usb "]);
  });

  it("refuses mappings that lack an id or hold more", () => {
    expect(valueOf({ vendorId: "0403" })).toEqual(["usb "]);
    expect(valueOf({ vendorId: "0403", productId: "6001", speed: "high" })).toEqual(["unknown_field "]);
    expect(valueOf({ vendorId: "0403", productId: "6001", serial: "" })).toEqual(["usb "]);
    expect(valueOf({ vendorId: "0403", productId: "6001", port: "../x" })).toEqual(["usb "]);
    expect(valueOf({ vendorId: "0403", productId: "6001:x" })).toEqual(["usb "]);
  });
});
