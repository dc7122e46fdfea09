import type { Parsed } from "@plugsmith/schemas";

/** Most bytes of a lockfile; npm's own is below 1 MiB. */
export const mostLockBytes = 4 * 1024 * 1024;
/** Most packages that one lockfile may name. */
export const mostPackages = 500;

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The text of a lockfile as a JSON object; `path` is the file that an issue names. */
export function parseJsonObject(text: string, path: string, mostBytes: number): Parsed<JsonObject> {
  const refuse = (rule: string, message: string) => ({ ok: false as const, issues: [{ path, rule, message }] });
  if (Buffer.byteLength(text) > mostBytes) return refuse("size", `is larger than ${mostBytes} bytes`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse("json", "is no JSON");
  }
  return isObject(value) ? { ok: true, value } : refuse("json", "is no JSON object");
}
