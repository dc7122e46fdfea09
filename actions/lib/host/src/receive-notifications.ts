import type { PluginLog, PluginStart } from "./plugin-process.ts";

const levels = new Set(["debug", "info", "warn", "error"]);
const eventName = /^[a-z][a-z0-9]*(\.[a-z][a-z0-9_]*)+$/;

/** Strangers' JSON as words: `String` of an object whose `toString` is a number throws. */
const wordsOf = (value: unknown, most: number): string => {
  if (typeof value === "string") return value.slice(0, most);
  if (typeof value === "object" && value !== null) return "(an object instead of text)";
  return String(value ?? "");
};

/** Sorts a plugin's notifications to the owner's callbacks; what does not fit the protocol is dropped with one remark. */
export function receiveNotifications(
  owner: Pick<PluginStart, "onLog" | "onEmit" | "onProgress">,
): (method: string, params: Record<string, unknown>) => void {
  const remark = (message: string) => owner.onLog?.({ level: "warn", message, source: "host" });
  return (method, params) => {
    if (method === "log") {
      const { level, message, data } = params;
      const known = typeof level === "string" && levels.has(level) ? (level as PluginLog["level"]) : "info";
      owner.onLog?.({
        level: known,
        message: wordsOf(message, 4000),
        source: "ctx",
        ...(data === undefined ? {} : { data }),
      });
    } else if (method === "emit") {
      const { event, data } = params;
      if (typeof event === "string" && event.length <= 80 && eventName.test(event)) owner.onEmit?.(event, data);
      else remark("an event with a name that is not allowed was dropped");
    } else if (method === "progress") {
      const { fraction, message } = params;
      if (typeof fraction === "number" && Number.isFinite(fraction))
        owner.onProgress?.(Math.min(1, Math.max(0, fraction)), wordsOf(message, 500));
    } else {
      remark("a notification that the host does not know was dropped");
    }
  };
}
