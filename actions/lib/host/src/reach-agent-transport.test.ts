import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askPatiently, reachAgent, stoppedMark } from "./reach-agent-transport.ts";

let folder = "";
let path = "";
let servers: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-reach-"));
  path = join(folder, "agent.sock");
});
afterEach(async () => {
  for (const server of servers) server.close();
  servers = [];
  rmSync(folder, { recursive: true, force: true });
});

/** Answers the n-th request with the n-th of these: a result, or an error's code. */
async function serve(...answers: readonly ({ result: unknown } | { code: string })[]): Promise<() => Promise<void>> {
  let next = 0;
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      const { id } = JSON.parse(String(chunk)) as { id: number };
      const answer = answers[next++] ?? { code: "unexpected" };
      const part = "code" in answer ? { error: { code: -32000, message: answer.code, data: answer } } : answer;
      socket.write(`${JSON.stringify({ jsonrpc: "2.0", id, ...part })}\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  servers.push(server);
  return () => new Promise((resolve) => server.close(() => resolve()));
}

describe("reachAgent", () => {
  it("says at once that no agent is there when none was", async () => {
    let waits = 0;
    await expect(reachAgent(path, { onWait: () => waits++ })).rejects.toMatchObject({ code: "agent_unreachable" });
    expect(waits).toBe(0);
  });

  it("waits for an agent that ended in order a moment ago, and tells once", async () => {
    writeFileSync(stoppedMark(path), "");
    let waits = 0;
    const reached = reachAgent(path, {
      onWait() {
        waits += 1;
        void serve();
      },
    });
    (await reached).close();
    expect(waits).toBe(1);
  });

  it("gives up on an agent that does not come back", async () => {
    writeFileSync(path, "");
    await expect(reachAgent(path, { waitMs: 150 })).rejects.toMatchObject({ code: "agent_unreachable" });
  });
});

describe("askPatiently", () => {
  const ask = (patience = {}) => askPatiently(path, (agent) => agent.request("call"), patience);

  it("asks again what an agent on its way out refused, and nothing that it answered", async () => {
    await serve({ code: "agent_stopping" }, { code: "agent_stopping" }, { result: 7 }, { code: "plugin_not_ready" });
    let waits = 0;
    expect(await ask({ onWait: () => waits++ })).toBe(7);
    expect(waits).toBe(1);
    await expect(ask()).rejects.toMatchObject({ code: "plugin_not_ready" });
  });

  it("passes the refusal on when its time is over", async () => {
    await serve(...Array.from({ length: 9 }, () => ({ code: "agent_stopping" })));
    await expect(ask({ waitMs: 50 })).rejects.toMatchObject({ code: "agent_stopping" });
  });
});
