import { expect, it } from "vitest";
import { renderEvent } from "./render-event.ts";

it("says what happened to what, and why, on one line", () => {
  expect(renderEvent({ status: "ready", bench: "lab-1", socket: "/run/a.sock", isolation: "os" })).toBe(
    "bench lab-1 is ready: control socket /run/a.sock, plugin boundary os",
  );
  const plugin = { name: "acme-meter", version: "1.0.0" };
  expect(
    renderEvent({ at: "12:00", type: "forge.plugin.broken", plugin, code: "plugin_broken", message: "a\nb" }),
  ).toBe("12:00  forge.plugin.broken  acme-meter  1.0.0  plugin_broken  a�b");
  expect(renderEvent({ at: "12:00", kind: "device_attached", device: { key: "S1" } })).toBe(
    "12:00  device_attached  S1",
  );
});
