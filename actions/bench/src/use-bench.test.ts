import { fakeToolkit } from "@plugsmith/action-kit/testing";
import { ForgeError } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { parseBenchInputs } from "./parse-bench-inputs.ts";
import { useBench } from "./use-bench.ts";

type Answers = Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => unknown>>;

const until = "2026-01-01T00:00:00.000Z";
const meter = { name: "acme-meter", phase: "active", version: "1.2.0", devices: ["S1"], refusals: [] };
const good: Answers = {
  "lease acquire": () => ({ token: "secret", plugin: null, device: "S1", until }),
  "lease renew": () => ({}),
  "lease keep": () => ({ plugin: null, device: "S1", until }),
  "lease release": () => ({ released: true }),
  status: () => ({ id: "lab-1", plugins: [meter] }),
  "files list": () => ({ files: [] }),
  logs: () => ({ lines: [] }),
  call: () => ({ volts: 5 }),
};

/** Plays one step against an agent that answers so; a question nobody expects fails the test. */
function play(inputs: Readonly<Record<string, string>>, change: Answers = {}) {
  const asked: string[] = [];
  const toolkit = fakeToolkit({ run: { repository: "acme/shop", runId: "7" } });
  const all = { args: "{}", priority: "0", "wait-minutes": "1", "lease-minutes": "5", "call-minutes": "10" };
  const rest = { release: "job", artifacts: ".", "artifacts-dir": "out" };
  const request = parseBenchInputs((name) => ({ ...all, ...rest, ...inputs })[name] ?? "");
  const report = useBench(request, {
    toolkit,
    folder: "/out",
    pause: async () => {},
    agent: {
      onNotification: () => {},
      async request(method, params = {}) {
        const name = params["action"] === undefined ? method : `${method} ${String(params["action"])}`;
        asked.push(name);
        const answer = { ...good, ...change }[name];
        if (!answer) throw new Error(`nobody expects ${name}`);
        return answer(params);
      },
    },
  });
  return { report, toolkit, asked };
}

describe("useBench", () => {
  it("saves and masks the token as soon as it has it, and keeps the lease for the job", async () => {
    const { report, toolkit, asked } = play({ device: "0403:6001", method: "measure" });
    expect(await report).toMatchObject({ message: "acme-meter 1.2.0 answered measure on S1." });
    expect(toolkit.states).toEqual({ lease: "secret" });
    expect(toolkit.masks).toEqual(["secret"]);
    expect(toolkit.outputs).toMatchObject({ device: "S1", value: '{"volts":5}', lease: "secret" });
    expect(asked.at(-1)).toBe("lease keep");
  });

  it("gives the lease at least the time of the call", async () => {
    let seconds: unknown;
    const renew = { "lease renew": (params: Readonly<Record<string, unknown>>) => ((seconds = params["seconds"]), {}) };
    await play({ device: "S1", method: "measure" }, renew).report;
    expect(seconds).toBe(660);
  });

  it("lets go at the end of the step when asked, and hands no dead token on", async () => {
    const { report, toolkit, asked } = play({ device: "S1", method: "measure", release: "step" });
    await report;
    expect(asked.at(-1)).toBe("lease release");
    expect(toolkit.outputs["lease"]).toBe("");
  });

  it("uses a lease of an earlier step, and neither reserves nor lets go", async () => {
    const { report, asked } = play({ plugin: "acme-meter", method: "measure", lease: "mine" });
    await report;
    expect(asked.filter((name) => name.startsWith("lease"))).toEqual(["lease keep", "lease renew"]);
  });

  it("only reserves when nothing else was asked for", async () => {
    const { report, asked } = play({ device: "S1" });
    expect(await report).toMatchObject({ message: "Reserved S1." });
    expect(asked).toEqual(["lease acquire", "lease keep"]);
  });

  it("waits for the plugin, and gives up with what it waited for", async () => {
    const loading = { ...meter, phase: "loading" };
    let looks = 0;
    const status = { status: () => ({ id: "lab-1", plugins: [++looks < 3 ? loading : meter] }) };
    await play({ device: "S1", plugin: "acme-meter", method: "measure" }, status).report;
    expect(looks).toBe(3);
    const never = play({ device: "S1", plugin: "acme-meter" }, { status: () => ({ id: "lab-1", plugins: [loading] }) });
    await expect(never.report).rejects.toMatchObject({ code: "plugin_not_ready" });
    expect(never.toolkit.infos.filter((line) => line.startsWith("Waiting"))).toEqual([
      "Waiting: acme-meter is loading.",
    ]);
  });

  it("reports the plugin's own failure, and throws when the agent itself went away", async () => {
    const fails = (code: "call_failed" | "agent_unreachable") =>
      play(
        { device: "S1", method: "measure" },
        {
          call: () => {
            throw new ForgeError(code, { message: "the probe is wet" });
          },
        },
      );
    expect(await fails("call_failed").report).toMatchObject({ status: "failed", code: "call_failed" });
    await expect(fails("agent_unreachable").report).rejects.toMatchObject({ code: "agent_unreachable" });
  });
});
