import type { Parsed, UsbId } from "@plugsmith/schemas";
import type { RawItem } from "./raw-request.ts";

const line = /^[0-9a-fA-F]{4}:[0-9a-fA-F]{4}(?::[^\s:][^\n]{0,125})?$/u;
const serialNumber = /^[^\s:][^\n]{0,125}$/u;
const keys = new Set(["vendorId", "productId", "serial", "port"]);

/** What was meant by `0x0403:0x6001`, `0403 6001` or `403:6001`. */
function suggestUsb(text: string): string | undefined {
  const ids = /^(?:0x)?([0-9a-f]{2,4})[ :/,-]{1,3}(?:0x)?([0-9a-f]{2,4})$/iu.exec(text)?.slice(1);
  return ids?.map((id) => id.padStart(4, "0").toLowerCase()).join(":");
}

function parseUsbText(written: string, path: string): Parsed<UsbId> {
  const text = written.trim();
  if (!line.test(text)) {
    const message = "must be vendorId:productId or vendorId:productId:serial, the ids as 4 hex digits";
    const suggestion = suggestUsb(text);
    return {
      ok: false,
      issues: [{ path, rule: "usb", message, example: "0403:6001", ...(suggestion && { suggestion }) }],
    };
  }
  const serial = text.slice("0403:6001:".length);
  return {
    ok: true,
    value: {
      vendorId: text.slice(0, 4).toLowerCase(),
      productId: text.slice(5, 9).toLowerCase(),
      ...(serial && { serial }),
    },
  };
}

/**
 * A USB id, written `0403:6001`, `0403:6001:SERIAL` or as a mapping {vendorId, productId, serial?, port?}; hex digits become
 * lower case, serial number and port path stay exact.
 */
export function parseUsbItem(item: RawItem, path: string): Parsed<UsbId> {
  if (typeof item === "string") return parseUsbText(item, path);
  const unknown = Object.keys(item).find((key) => !keys.has(key));
  if (unknown !== undefined) {
    const message = "has a key that is not known; vendorId, productId, serial and port are";
    return { ok: false, issues: [{ path, rule: "unknown_field", message, example: "0403:6001" }] };
  }
  // A colon inside one of them would pass for a serial number.
  const ids = parseUsbText(
    [item["vendorId"], item["productId"]].map((id) => `${id}`.replaceAll(":", "::")).join(":"),
    path,
  );
  if (!ids.ok) return ids;
  const { serial, port } = item;
  if (serial !== undefined && !serialNumber.test(serial))
    return {
      ok: false,
      issues: [
        { path, rule: "usb", message: "has a serial number that is empty or too long", example: "0403:6001:A1" },
      ],
    };
  if (port !== undefined && !/^[0-9]{1,3}-[0-9]{1,3}(?:\.[0-9]{1,3}){0,6}$/u.test(port))
    return { ok: false, issues: [{ path, rule: "usb", message: "has a port that is no port path", example: "1-2.3" }] };
  return {
    ok: true,
    value: { ...ids.value, ...(serial !== undefined && { serial }), ...(port !== undefined && { port }) },
  };
}
