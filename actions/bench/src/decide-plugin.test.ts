import { describe, expect, it } from "vitest";
import { decidePlugin } from "./decide-plugin.ts";

const meter = { name: "acme-meter", phase: "active", version: "1.2.0", devices: ["S1"], refusals: [] };
const status = (...plugins: object[]) => ({ id: "lab-1", plugins: plugins as (typeof meter)[] });
const why = (...args: Parameters<typeof decidePlugin>) => {
  const found = decidePlugin(...args);
  return found.ready ? found.plugin : found.why;
};

describe("decidePlugin", () => {
  it("finds the plugin that serves the device, by name or by itself", () => {
    const ready = { ready: true, plugin: "acme-meter", version: "1.2.0" };
    expect(decidePlugin(status(meter), "", "S1")).toEqual(ready);
    expect(decidePlugin(status(meter), "acme-meter", "S1")).toEqual(ready);
    expect(decidePlugin(status(meter), "acme-meter", null)).toEqual(ready);
  });

  it("says what it waits for", () => {
    expect(why(status(meter), "", "S2")).toContain("no plugin serves S2");
    expect(why(status(meter), "acme-lamp", null)).toContain("acme-lamp is not on the bench");
    expect(why(status(meter), "acme-meter", "S2")).toContain("does not serve S2");
    expect(why(status({ ...meter, phase: "loading" }), "acme-meter", "S1")).toContain("is loading");
    const refusals = [{ code: "permissions_wait", message: "it asks for more" }];
    expect(why(status({ ...meter, phase: "stopped", refusals }), "acme-meter", "S1")).toContain(
      "permissions_wait, it asks for more",
    );
  });
});
