import { describe, expect, it } from "vitest";
import type { PluginLog } from "./plugin-process.ts";
import { receiveNotifications } from "./receive-notifications.ts";

function listen() {
  const logs: PluginLog[] = [];
  const events: [string, unknown][] = [];
  const progress: [number, string][] = [];
  const receive = receiveNotifications({
    onLog: (log) => logs.push(log),
    onEmit: (event, data) => events.push([event, data]),
    onProgress: (fraction, message) => progress.push([fraction, message]),
  });
  return { receive, logs, events, progress };
}

describe("receiveNotifications", () => {
  it("hands on logs, events and progress", () => {
    const { receive, logs, events, progress } = listen();
    receive("log", { level: "warn", message: "hot", data: { c: 90 } });
    receive("emit", { event: "device.ready", data: { key: "1-2" } });
    receive("progress", { fraction: 0.5, message: "half" });
    expect(logs).toEqual([{ level: "warn", message: "hot", data: { c: 90 }, source: "ctx" }]);
    expect(events).toEqual([["device.ready", { key: "1-2" }]]);
    expect(progress).toEqual([[0.5, "half"]]);
  });

  it.each(["", "Device.Ready", "device", "device..ready", "forge.x\n", `a.${"b".repeat(90)}`, 7, null])(
    "drops an event called %j with a remark",
    (event) => {
      const { receive, logs, events } = listen();
      receive("emit", { event });
      expect(events).toEqual([]);
      expect(logs).toMatchObject([{ level: "warn", source: "host" }]);
    },
  );

  it("makes the best of odd levels, fractions and sizes", () => {
    const { receive, logs, progress } = listen();
    receive("log", { level: "shout", message: "x".repeat(9000) });
    receive("progress", { fraction: 7 });
    receive("progress", { fraction: "much" });
    expect(logs[0]).toMatchObject({ level: "info" });
    expect(logs[0]?.message).toHaveLength(4000);
    expect(progress).toEqual([[1, ""]]);
  });

  it("is not thrown by objects where words and numbers belong", () => {
    const { receive, logs, progress } = listen();
    const hostile = JSON.parse('{"toString":1,"valueOf":1}');
    receive("log", { level: hostile, message: hostile });
    receive("progress", { fraction: hostile, message: hostile });
    receive("progress", { fraction: 0.2, message: hostile });
    receive("emit", { event: hostile });
    expect(logs[0]).toMatchObject({ level: "info", message: "(an object instead of text)" });
    expect(progress).toEqual([[0.2, "(an object instead of text)"]]);
  });

  it("remarks on a notification that it does not know", () => {
    const { receive, logs } = listen();
    receive("explode", {});
    expect(logs).toMatchObject([{ source: "host" }]);
  });
});
