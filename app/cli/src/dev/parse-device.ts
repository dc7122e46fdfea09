import { ForgeError } from "@plugsmith/schemas";
import type { PluggedDevice } from "../forge/plugboard.ts";

const wrong = (message: string, hint: string) => new ForgeError("wrong_usage", { message, hint });

/** `1-2` or `1-2.3` as a port path. Throws `wrong_usage`. */
export function parsePortPath(text: string): string {
  if (/^[0-9]{1,3}-[0-9]{1,3}(\.[0-9]{1,3}){0,5}$/.test(text)) return text;
  throw wrong("A port path is written like 1-2 or 1-2.3.", "plugsmith agent status lists the ports in use.");
}

/** A device as the command line names it; the ids as 4 hex digits each. Throws `wrong_usage`. */
export function parseDevice(ids: string, port: string, serial: string): PluggedDevice {
  const [, vendorId, productId] = /^([0-9a-f]{4}):([0-9a-f]{4})$/.exec(ids.toLowerCase()) ?? [];
  if (!vendorId || !productId)
    throw wrong("A device is written as vendor and product id, 4 hex digits each.", "For example 0403:6001.");
  if (!/^[\x21-\x7e]{1,126}$/.test(serial))
    throw wrong("A serial number is 1 to 126 visible ASCII characters.", "For example --serial A1.");
  return { vendorId, productId, serial, port: parsePortPath(port) };
}
