import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runStep } from "@plugsmith/action-kit";
import { fakeToolkit } from "@plugsmith/action-kit/testing";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { benchPlugin } from "./bench-plugin.ts";

const folder = mkdtempSync(join(tmpdir(), "plugsmith-bench-action-"));
const socket = join(folder, "agent.sock");
let close = () => {};
afterEach(() => close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An agent that answers every question with the same. */
async function listen(answer: object) {
  const methods: string[] = [];
  const server = createServer((client) =>
    client.on("data", (chunk) => {
      for (const line of String(chunk).trim().split("\n")) {
        const { id, method } = JSON.parse(line) as { id: number; method: string };
        methods.push(method);
        client.write(`${JSON.stringify({ jsonrpc: "2.0", id, ...answer })}\n`);
      }
    }),
  );
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  close = () => {
    server.close();
    rmSync(socket, { force: true });
  };
  return methods;
}
const inputs = { socket, device: "S1", "artifacts-dir": "out" };

describe("the step bench", () => {
  it("gives a lease back after the job, and is green when the agent is gone", async () => {
    const states = { started: "yes", lease: "secret" };
    const alone = fakeToolkit({ inputs, states });
    expect(await runStep(benchPlugin, alone)).toMatchObject({ status: "success" });
    expect(alone.annotations).toMatchObject([{ level: "warning" }]);
    const methods = await listen({ result: { released: true } });
    const toolkit = fakeToolkit({ inputs, states });
    expect(await runStep(benchPlugin, toolkit)).toMatchObject({ message: "The lease was given back." });
    expect(methods).toEqual(["lease"]);
    expect(toolkit.masks).toEqual(["secret"]);
  });

  it("does nothing after a job that reserved nothing", async () => {
    const toolkit = fakeToolkit({ inputs, states: { started: "yes" } });
    expect(await runStep(benchPlugin, toolkit)).toMatchObject({ message: "Nothing was reserved." });
  });

  it.each([
    ["protocol_unsupported", "speaks none of its protocols"],
    ["method_unknown", "is from before the handshake"],
  ])("stops before it reserves when the agent answers %s: it %s", async (code) => {
    const methods = await listen({ error: { code: -32000, message: "no", data: { code } } });
    const given = { args: "{}", priority: "0", release: "job", artifacts: "." };
    const minutes = { "wait-minutes": "1", "lease-minutes": "1", "call-minutes": "1" };
    const toolkit = fakeToolkit({ inputs: { ...inputs, ...given, ...minutes }, run: { workspace: folder } });
    expect(await runStep(benchPlugin, toolkit)).toMatchObject({ status: "failed", code: "protocol_unsupported" });
    expect(methods).toEqual(["hello"]);
    expect(toolkit.states).toEqual({ started: "yes" });
  });
});
