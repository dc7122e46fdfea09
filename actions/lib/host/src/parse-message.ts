import { parseHostMessage } from "@plugsmith/schemas";

export type IncomingMessage =
  | { kind: "request"; id: number | string; method: string; params: Record<string, unknown> }
  | { kind: "notification"; method: string; params: Record<string, unknown> }
  | { kind: "result"; id: number | string; result: unknown }
  | { kind: "error"; id: number | string; error: { code: number; message: string; data?: Record<string, unknown> } };

/** One line as a message of schema `host-message`, or the reason why it is none. Never throws. */
export function parseMessage(line: string): { ok: true; value: IncomingMessage } | { ok: false; reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { ok: false, reason: "a line that is not JSON" };
  }
  const parsed = parseHostMessage(value);
  if (!parsed.ok)
    return { ok: false, reason: `not a host message: ${parsed.issues[0]?.path} ${parsed.issues[0]?.message}` };
  const { id, method, params = {}, result, error } = parsed.value;
  if (typeof method === "string") {
    return {
      ok: true,
      value: id === undefined ? { kind: "notification", method, params } : { kind: "request", id, method, params },
    };
  }
  if (id === undefined) return { ok: false, reason: "neither method nor id" };
  return { ok: true, value: error ? { kind: "error", id, error } : { kind: "result", id, result } };
}
