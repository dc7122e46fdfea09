import { describe, expect, it } from "vitest";
import { createFakeClock } from "../fake-clock.ts";
import type { ControlCaller } from "./control-transport.ts";
import { guardRestart } from "./guard-restart.ts";

const caller: ControlCaller = { caller: "socket:1", notify: () => {}, onClose: () => () => {} };

function begin() {
  const asked: string[] = [];
  const clock = createFakeClock();
  const guard = guardRestart(async (method) => {
    asked.push(method);
    return method;
  }, clock);
  return { guard, clock, asked, ask: (method: string) => guard.operate(method, {}, caller) };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("guardRestart", () => {
  it("lets calls wait until the devices are known, in their order, and nothing else", async () => {
    const { guard, asked, ask } = begin();
    const calls = [ask("call"), ask("call")];
    expect(await ask("status")).toBe("status");
    await settle();
    expect(asked).toEqual(["status"]);
    guard.begun();
    expect(await Promise.all([...calls, ask("call")])).toEqual(["call", "call", "call"]);
  });

  it("does not wait for ever for a source that does not answer", async () => {
    const { clock, ask } = begin();
    const call = ask("call");
    await clock.advance(5_000);
    expect(await call).toBe("call");
  });

  it("begins nothing on the way out, and still says how things stand", async () => {
    const { guard, asked, ask } = begin();
    const waiting = ask("call");
    guard.stop();
    await expect(waiting).rejects.toMatchObject({ code: "agent_stopping" });
    for (const method of ["call", "jobs", "load", "lease"])
      await expect(ask(method)).rejects.toMatchObject({ code: "agent_stopping" });
    expect(await ask("status")).toBe("status");
    expect(asked).toEqual(["status"]);
  });
});
