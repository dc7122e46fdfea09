import { existsSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { connectAgent } from "@plugsmith/plugin-host";
import { ForgeError } from "@plugsmith/schemas";
import { afterEach, describe, expect, it } from "vitest";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { type ControlHandler, openControlSocket } from "./control-transport.ts";

describe("control socket", () => {
  const makeFolder = useTemporaryFolders();
  let close: (() => Promise<void>) | undefined;
  afterEach(() => close?.());

  async function open(handle: ControlHandler) {
    const path = join(makeFolder(), "agent.sock");
    ({ close } = await openControlSocket(path, handle));
    return path;
  }

  it("answers requests of one connection as they finish, and errors with code and hint", async () => {
    const path = await open(async (method, params) => {
      if (method === "fail") throw new ForgeError("plugin_unknown", { message: "no such", hint: "look" });
      await new Promise((resolve) => setTimeout(resolve, Number(params["ms"] ?? 0)));
      return { method };
    });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const client = await connectAgent(path);
    const order: string[] = [];
    await Promise.all([
      client.request("slow", { ms: 30 }).then(() => order.push("slow")),
      client.request("fast").then(() => order.push("fast")),
    ]);
    expect(order).toEqual(["fast", "slow"]);
    await expect(client.request("fail")).rejects.toMatchObject({
      code: "plugin_unknown",
      message: "no such",
      hint: "look",
    });
    client.close();
  });

  it("answers garbage with an error and goes on", async () => {
    const path = await open(async () => "fine");
    const socket = connect(path);
    const answers: { error?: { data: { code: string } }; result?: string }[] = [];
    socket.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.trim().split("\n")) answers.push(JSON.parse(line));
    });
    for (const line of [
      "not json",
      "[]",
      '{"jsonrpc":"2.0"}',
      '{"jsonrpc":"2.0","method":"x"}',
      '{"jsonrpc":"2.0","id":1,"method":"x"}',
    ])
      socket.write(`${line}\n`);
    await expect.poll(() => answers.length).toBe(5);
    expect(answers.map(({ error, result }) => error?.data.code ?? result)).toEqual([
      ...Array(4).fill("message_invalid"),
      "fine",
    ]);
    socket.destroy();
  });

  it("gives each connection its own name, and notifications until it goes", async () => {
    const gone: string[] = [];
    const path = await open(async (_method, _params, caller) => {
      caller.onClose(() => gone.push(caller.caller));
      caller.notify("log", { line: 1 });
      return caller.caller;
    });
    const [one, two] = [await connectAgent(path), await connectAgent(path)];
    const lines: unknown[] = [];
    one.onNotification((method, params) => void lines.push([method, params]));
    const name = await one.request("x");
    expect(await one.request("x")).toBe(name);
    expect(await two.request("x")).not.toBe(name);
    expect(lines).toEqual([
      ["log", { line: 1 }],
      ["log", { line: 1 }],
    ]);
    one.close();
    await expect.poll(() => gone).toEqual([name, name]);
    two.close();
  });

  it("fails open requests when the agent goes, and says when there is none", async () => {
    const path = await open(() => new Promise(() => {}));
    const client = await connectAgent(path);
    const asked = client.request("x");
    await new Promise((resolve) => setTimeout(resolve, 10));
    await Promise.all([expect(asked).rejects.toMatchObject({ code: "agent_unreachable" }), close?.()]);
    close = undefined;
    await client.closed;
    await expect(connectAgent(path)).rejects.toMatchObject({ code: "agent_unreachable" });
  });

  it("takes the place of a socket that a killed agent left, and refuses paths that are too long for one", async () => {
    const folder = makeFolder();
    const path = join(folder, "agent.sock");
    writeFileSync(path, "");
    ({ close } = await openControlSocket(path, async () => 1));
    expect(await (await connectAgent(path)).request("x")).toBe(1);
    await close();
    close = undefined;
    expect(existsSync(path)).toBe(false);
    const long = openControlSocket(join(folder, "x".repeat(120)), async () => 1);
    await expect(long).rejects.toMatchObject({ code: "bench_config_invalid" });
  });
});
