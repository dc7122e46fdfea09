import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { connectAgent } from "@plugsmith/plugin-host";
import { type HotplugEvent, parseHotplugEvent } from "@plugsmith/schemas";
import { afterEach, describe, expect, it } from "vitest";
import { agentMain, makeFolderBench, type SpawnedAgent, spawnAgent } from "../testing/spawn-agent.ts";
import { makeWebhookSignature } from "./webhook-signature.ts";

const key = "a shared key of the bench, 32 long";
const code = `
  const heard = [];
  export function onLoad(ctx) { ctx.on("hotplug.device_attached", (data) => { heard.push(data); }); }
  export const methods = { heard: () => heard };`;

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("hot-plug events of the agent", () => {
  let bench: ReturnType<typeof makeFolderBench> | undefined;
  let agent: SpawnedAgent | undefined;
  afterEach(async () => {
    agent?.child.kill("SIGKILL");
    await agent?.exited;
    bench?.remove();
  });

  it("come from a webhook once, reach subscribers without serial numbers, and stay in the journal after kill -9", async () => {
    const port = await findFreePort();
    const made = makeFolderBench();
    bench = made;
    const { root } = made;
    writeFileSync(join(root, "webhook.key"), key, { mode: 0o600 });
    const sources = { ...made.config.sources, webhook: { port, keyFile: "webhook.key" } };
    const plugins = { listener: { enabled: true } };
    writeFileSync(made.configFile, JSON.stringify({ ...made.config, sources, plugins }));
    made.writePlugin("listener", "1.0.0", code, {
      methods: ["heard"],
      hooks: ["onLoad"],
      events: { publishes: [], subscribes: ["hotplug.device_attached"] },
      permissions: { filesystem: [], network: { outbound: [], inbound: false }, usb: [], memory: 64, queue: [] },
    });
    const start = async () => {
      const started = spawnAgent(process.execPath, [agentMain, "--config", made.configFile]);
      agent = started;
      await started.waitFor(({ status }) => status === "ready", 0, 60_000);
      await started.waitFor(({ type }) => type === "forge.plugin.loaded", 0, 60_000);
      return started;
    };
    const send = async (id: string, body: object) => {
      const text = JSON.stringify(body);
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = makeWebhookSignature(Buffer.from(key), id, timestamp, Buffer.from(text));
      const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
      const response = await fetch(`http://127.0.0.1:${port}/hotplug`, {
        method: "POST",
        body: text,
        headers: { "content-type": "application/json", ...headers },
      });
      return response.status;
    };
    const journal = () =>
      readFileSync(join(root, "state/hotplug.ndjson"), "utf8")
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { event: HotplugEvent }).event);

    const first = await start();
    expect(first.lines.find(({ type }) => type === "forge.plugin.loaded")).toMatchObject({
      message: expect.stringContaining("UNSIGNED"),
    });
    const client = await connectAgent(made.socket);
    const device = { vendorId: "1a86", productId: "7523", port: "rack-1", serial: "SECRET" };
    expect(await send("delivery-1", { kind: "device_attached", device })).toBe(202);
    expect(await send("delivery-2", { kind: "device_attached", device })).toBe(202);
    const heard = () => client.request("call", { plugin: "listener", method: "heard" });
    await expect.poll(heard, { timeout: 20_000 }).toHaveLength(1);
    const [told] = (await heard()) as object[];
    expect(told).toMatchObject({ source: "webhook", device: { vendorId: "1a86", port: "rack-1" } });
    expect(JSON.stringify(told)).not.toContain("SECRET");
    client.close();
    first.child.kill("SIGKILL");
    await first.exited;
    for (const event of journal()) expect(parseHotplugEvent(event).ok).toBe(true);
    const kept = journal().filter(({ source }) => source === "webhook");
    expect(kept.map(({ id, kind }) => [id, kind])).toEqual([["delivery-1", "device_attached"]]);
    await start();
    expect(await send("delivery-1", { kind: "device_attached", device })).toBe(200);
    expect(journal().filter(({ id }) => id === "delivery-1")).toHaveLength(1);
  }, 150_000);
});
