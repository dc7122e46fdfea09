import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { type AgentClient, connectAgent } from "./agent-client-transport.ts";

const folder = mkdtempSync(join(tmpdir(), "plugsmith-client-"));
const path = join(folder, "agent.sock");
let end = () => {};
let client: AgentClient | undefined;
afterEach(() => {
  client?.close();
  end();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An agent that does with each line what the test says. */
async function open(answer: (socket: Socket, line: { id: number; method: string }) => void): Promise<AgentClient> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      for (const line of String(chunk).trim().split("\n")) answer(socket, JSON.parse(line));
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  end = () => server.close();
  client = await connectAgent(path);
  return client;
}
const send = (socket: Socket, message: object) => socket.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

describe("connectAgent", () => {
  it("matches answers to questions, whatever their order, and hands notifications on", async () => {
    const waiting: (() => void)[] = [];
    const agent = await open((socket, { id, method }) => {
      waiting.unshift(() => send(socket, { id, result: method }));
      if (waiting.length < 2) return;
      send(socket, { method: "log", params: { line: 1 } });
      for (const answer of waiting) answer();
    });
    const told: unknown[] = [];
    agent.onNotification((method, params) => told.push([method, params]));
    expect(await Promise.all([agent.request("one"), agent.request("two")])).toEqual(["one", "two"]);
    expect(told).toEqual([["log", { line: 1 }]]);
  });

  it("rejects with the agent's own code", async () => {
    const agent = await open((socket, { id }) =>
      send(socket, { id, error: { code: -32000, message: "busy", data: { code: "lease_held" } } }),
    );
    await expect(agent.request("call")).rejects.toMatchObject({ code: "lease_held", message: "busy" });
  });

  it("rejects what is open when the agent goes, and whatever is asked later", async () => {
    const agent = await open((socket) => socket.destroy());
    const gone = expect.objectContaining({ code: "agent_unreachable" });
    await expect(agent.request("status")).rejects.toEqual(gone);
    await agent.closed;
    await expect(agent.request("status")).rejects.toEqual(gone);
  });

  it("says how to start one where nobody listens", async () => {
    await expect(connectAgent(join(folder, "none.sock"))).rejects.toMatchObject({
      code: "agent_unreachable",
      hint: expect.stringContaining("plugsmith agent start"),
    });
  });
});
