import type { Parsed, UsbId } from "@plugsmith/schemas";

const line = /^(?<vendorId>[0-9a-fA-F]{4}):(?<productId>[0-9a-fA-F]{4})(?::(?<serial>[^\s:][^\n]{0,125}))?$/u;

/** `0403:6001` or `0403:6001:SERIAL` as a USB id; hex digits become lower case, the serial number stays exact. */
export function parseUsbLine(text: string, path: string): Parsed<UsbId> {
  const groups = line.exec(text.trim())?.groups;
  if (!groups) {
    const message = "must be vendorId:productId[:serial], the ids as 4 hex digits";
    return { ok: false, issues: [{ path, rule: "usb", message, example: "0403:6001" }] };
  }
  const serial = groups["serial"];
  return {
    ok: true,
    value: {
      vendorId: (groups["vendorId"] ?? "").toLowerCase(),
      productId: (groups["productId"] ?? "").toLowerCase(),
      ...(serial !== undefined && { serial }),
    },
  };
}
