import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchConfig, BenchEvent } from "@plugsmith/schemas";
import { startAgent } from "../agent.ts";
import type { Agent, AgentOptions } from "../agent-options.ts";
import { type FakeForge, openFakeForge, verifyFakeRelease } from "./fake-forge.ts";

export interface FakeBench {
  readonly forge: FakeForge;
  readonly folder: string;
  readonly config: BenchConfig;
  readonly events: BenchEvent[];
  agent(): Agent;
  /** Starts the agent again on the same state. */
  restart(): Promise<void>;
  attach(device: Readonly<Record<string, unknown>>): Promise<unknown>;
  detach(device: Readonly<Record<string, unknown>>): Promise<unknown>;
  call(plugin: string, method: string, args?: unknown): Promise<unknown>;
  /** The first event of this type from position `since` on, waited for at most `ms`. */
  waitFor(type: BenchEvent["type"], since?: number, ms?: number): Promise<BenchEvent>;
  close(): Promise<void>;
}

/**
 * A whole bench in one process of a test: the real agent, real plugin processes, a fake forge on loopback.
 * `verifier: "real"` judges by @plugsmith/trust and the policy file; else the fake forge's own packages are taken.
 */
export async function openFakeBench(
  change: Partial<BenchConfig> = {},
  options: AgentOptions = {},
  verifier: "fake" | "real" = "fake",
): Promise<FakeBench> {
  const forge = await openFakeForge();
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-bench-"));
  const keyFile = join(folder, "bench.pem");
  const { privateKey } = generateKeyPairSync("ed25519");
  writeFileSync(keyFile, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  const config: BenchConfig = {
    schemaVersion: 1,
    id: "bench-1",
    stateDir: join(folder, "state"),
    registry: { repository: "acme/forge", apiUrl: forge.apiUrl, pollSeconds: 0.2, trust: "unsigned" },
    bot: { url: forge.botUrl, keyFile },
    trust: { policyFile: join(folder, "policy.json") },
    sources: { usb: false, simulated: true, registry: true },
    limits: { loadMs: 5_000, callMs: 2_000, stopMs: 500 },
    ...change,
  };
  const events: BenchEvent[] = [];
  const start = () =>
    startAgent(config, {
      ...(verifier === "fake" ? { verifyRelease: verifyFakeRelease } : {}),
      onEvent: (event) => void events.push(event),
      ...options,
    });
  let agent = await start();
  const found = (type: string, since: number) => events.slice(since).find((event) => event.type === type);
  return {
    forge,
    folder,
    config,
    events,
    agent: () => agent,
    async restart() {
      await agent.close();
      agent = await start();
    },
    attach: (device) => agent.request("simulate", { kind: "attach", device }),
    detach: (device) => agent.request("simulate", { kind: "detach", device }),
    call: (plugin, method, args = {}) => agent.request("call", { plugin, method, args }),
    async waitFor(type, since = 0, ms = 8_000) {
      const deadline = performance.now() + ms;
      for (;;) {
        const event = found(type, since);
        if (event) return event;
        if (performance.now() > deadline)
          throw new Error(
            `no ${type} in ${ms} ms; seen: ${JSON.stringify(events.slice(since))} ${JSON.stringify(agent.status())}`,
          );
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async close() {
      await agent.close();
      await forge.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
