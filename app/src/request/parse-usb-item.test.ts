import { describe, expect, it } from "vitest";
import { parseUsbItem } from "./parse-usb-item.ts";

const valueOf = (item: Parameters<typeof parseUsbItem>[0]) => {
  const parsed = parseUsbItem(item, "usb.0");
  return parsed.ok ? parsed.value : parsed.issues.map((issue) => `${issue.rule} ${issue.suggestion ?? ""}`);
};

describe("parseUsbItem", () => {
  it("reads text and mappings alike", () => {
    expect(valueOf(" 04D8:00dF ")).toEqual({ vendorId: "04d8", productId: "00df" });
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
    ["0403", "usb "],
    ["0403:6001:", "usb "],
    ["0403:6001: x", "usb "],
    ["zzzz:6001", "usb "],
    [`0403:6001:${"x".repeat(127)}`, "usb "],
  ])("refuses %s", (text, expected) => {
    expect(valueOf(text)).toEqual([expected]);
  });

  it("refuses mappings that lack an id or hold more", () => {
    expect(valueOf({ vendorId: "0403" })).toEqual(["usb "]);
    expect(valueOf({ vendorId: "0403", productId: "6001", speed: "high" })).toEqual(["unknown_field "]);
    expect(valueOf({ vendorId: "0403", productId: "6001", serial: "" })).toEqual(["usb "]);
    expect(valueOf({ vendorId: "0403", productId: "6001", port: "../x" })).toEqual(["usb "]);
    expect(valueOf({ vendorId: "0403", productId: "6001:x" })).toEqual(["usb "]);
  });
});
