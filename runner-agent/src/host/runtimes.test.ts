import { detectConfinement } from "@plugsmith/plugin-host";
import { runtimePlugins } from "@plugsmith/plugin-host/testing";
import { afterEach, describe, expect, it } from "vitest";
import { startAgent } from "../agent.ts";
import type { Agent } from "../agent-options.ts";
import { makeFolderBench } from "../testing/spawn-agent.ts";

const device = { vendorId: "0403", productId: "6001", serial: "A1", port: "1-2" };
const { level, reason } = await detectConfinement();
if (level !== "os") console.warn(`SKIPPED: python, bash and executables in the agent: ${reason}`);

interface Shown {
  readonly phase: string;
  readonly pid?: number | null;
  readonly crashes?: number;
}

describe.skipIf(level !== "os").each(runtimePlugins)(
  "a plugin of runtime $runtime in the agent",
  ({ runtime, entry, code }) => {
    let bench: ReturnType<typeof makeFolderBench> | undefined;
    let agent: Agent | undefined;
    afterEach(async () => {
      await agent?.close();
      bench?.remove();
    });

    it("loads for its device, serves calls, and is restarted after a crash, a flood or a hang with its device", async () => {
      bench = makeFolderBench({ limits: { loadMs: 8_000, callMs: 400, stopMs: 400, crashes: 9 } });
      const methods = ["identify", "echo", "crash", "flood", "hang"];
      bench.writePlugin("acme-meter", "1.0.0", code, { runtime, entry, methods });
      const own = await startAgent(bench.config);
      agent = own;
      const call = (method: string, args: unknown = {}) => own.request("call", { plugin: "acme-meter", method, args });
      const shown = () => own.status().plugins.find(({ name }) => name === "acme-meter") as Shown | undefined;
      const serving = async (seen?: number | null) => {
        await expect.poll(shown, { timeout: 8_000 }).toMatchObject({ phase: "active" });
        await expect.poll(() => shown()?.pid, { timeout: 8_000 }).not.toBe(seen);
        await expect.poll(() => call("identify").catch(String), { timeout: 8_000 }).toEqual({ devices: ["A1"] });
      };
      await own.request("simulate", { kind: "attach", device });
      await serving();
      expect(await call("echo", { deep: [1, "two"] })).toEqual({ deep: [1, "two"] });
      for (const method of ["crash", "flood"]) {
        const before = shown()?.pid;
        await expect(call(method)).rejects.toMatchObject({ code: "plugin_not_ready" });
        await serving(before);
      }
      await expect(call("hang")).rejects.toMatchObject({ code: "call_timeout" });
      const before = shown()?.pid;
      await own.request("reload", { plugin: "acme-meter" });
      await serving(before);
      await own.request("simulate", { kind: "detach", device });
      await expect.poll(() => call("identify").catch(String)).toEqual({ devices: [] });
    });
  },
);
