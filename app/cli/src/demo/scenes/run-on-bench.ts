import { connectAgent } from "@plugsmith/runner-agent";
import { ForgeError } from "@plugsmith/schemas";
import type { PluggedDevice } from "../../forge/plugboard.ts";
import { waitFor } from "../../forge/wait-for.ts";
import { waitForStatus } from "./open-request.ts";
import type { OpenRequest, Stagehand } from "./scene.ts";

/** The board that the demo plugs in. */
export const board: PluggedDevice = { port: "1-2", vendorId: "0403", productId: "6001", serial: "THERMO-01" };

/** Calls a plugin method through the agent's control socket, as `plugsmith agent call` does. */
export async function callPlugin(
  hand: Stagehand,
  plugin: string,
  method: string,
  args: unknown,
): Promise<Record<string, unknown>> {
  const agent = await connectAgent(hand.forge.bench.controlSocket);
  try {
    return (await agent.request("call", { plugin, method, args })) as Record<string, unknown>;
  } finally {
    agent.close();
  }
}

/** Waits for an event of the agent that was printed at or after position `since`. */
export function waitForAgentEvent(
  hand: Stagehand,
  type: string,
  since: number,
  test: (event: Record<string, unknown>) => boolean = () => true,
) {
  const { events } = hand.forge.bench;
  return waitFor(
    `the agent's event ${type}`,
    async () => events.slice(since).find((event) => event["type"] === type && test(event)),
    {
      signal: hand.signal,
      timeoutMs: 60_000,
      everyMs: 20,
      describe: () => `Last events: ${JSON.stringify(events.slice(-4))}`,
    },
  );
}

/** The device is plugged in; the agent verifies, loads, calls the hooks, answers a call and reports to the issue. */
export async function runOnBench(hand: Stagehand, request: OpenRequest, version: string): Promise<void> {
  const { bench } = hand.forge;
  await hand.stage(`Device plugged in (${bench.plugboard.kind})`, async () => {
    const since = bench.events.length;
    const began = performance.now();
    await bench.plugboard.attach(board);
    await waitForAgentEvent(hand, "forge.device.attached", since);
    const ms = Math.round(performance.now() - began);
    return `${board.vendorId}:${board.productId} ${board.serial}: verified, loaded, onUSBAttach after ${ms} ms`;
  });
  await hand.stage("Plugin answers a call", async () => {
    const answer = await callPlugin(hand, request.plugin, "identify", { key: board.serial });
    if (answer["version"] !== version)
      throw new ForgeError("call_failed", { message: `identify answered ${JSON.stringify(answer)}` });
    return `identify → ${JSON.stringify(answer).slice(0, 90)}`;
  });
  await hand.stage("Bench event on the issue", async () => {
    await waitForStatus(
      hand,
      request.issue,
      "the bench event",
      (body) => body.includes("bench-1") && /attached/i.test(body),
    );
    return `forge.device.attached, signed by bench-1, shown on #${request.issue}`;
  });
}

/** The device is pulled and plugged in again. */
export async function replugDevice(hand: Stagehand, plugin: string): Promise<void> {
  const { bench } = hand.forge;
  await hand.stage("Device pulled, plugged in again", async () => {
    let since = bench.events.length;
    await bench.plugboard.detach(board.port);
    await waitForAgentEvent(hand, "forge.device.detached", since);
    since = bench.events.length;
    await bench.plugboard.attach(board);
    await waitForAgentEvent(hand, "forge.device.attached", since);
    await callPlugin(hand, plugin, "ping", {});
    return "onUSBDetach, then onUSBAttach";
  });
}
