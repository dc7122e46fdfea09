import { toForgeError } from "@plugsmith/schemas";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startAgent } from "../agent.ts";
import type { Agent } from "../agent-options.ts";
import { recordedControl1 } from "../testing/recorded-control.ts";
import { makeFolderBench } from "../testing/spawn-agent.ts";
import { controlProtocols } from "./hello.ts";

const bench = makeFolderBench({ isolation: { allowUnsigned: true, require: "process" }, limits: { loadMs: 60_000 } });
let agent: Agent;
beforeAll(async () => {
  bench.writePlugin(
    "acme-meter",
    "1.0.0",
    "export function onUSBAttach() {} export const methods = { identify: () => ({ volts: 5 }) };",
  );
  agent = await startAgent(bench.config);
}, 60_000);
afterAll(async () => {
  await agent.close();
  bench.remove();
});

/** Places where an answer of protocol 1 has another type today. Each needs its reason. */
const changed = new Set([
  // The plugin's name then, `true` now: a caller of protocol 1 shows it and goes on.
  "lease.released",
]);

/** Every place where an answer of today lacks what the older one had, or has it in another type. */
function listLosses(before: unknown, now: unknown, at: string): string[] {
  if (changed.has(at) || before === null) return [];
  if (Array.isArray(before)) {
    if (!Array.isArray(now)) return [`${at} is no list`];
    return before.length > 0 && now.length > 0 ? listLosses(before[0], now[0], `${at}[]`) : [];
  }
  if (typeof before !== "object")
    return typeof before === typeof now ? [] : [`${at}: ${typeof before}, now ${typeof now}`];
  if (typeof now !== "object" || now === null) return [`${at} is gone`];
  return Object.entries(before).flatMap(([key, value]) =>
    key in now ? listLosses(value, (now as Record<string, unknown>)[key], `${at}.${key}`) : [`${at}.${key} is gone`],
  );
}

it("answers every recorded request of a caller of the protocol before with all that it was answered then", async () => {
  expect(controlProtocols).toContain(1);
  const losses: string[] = [];
  let token: unknown;
  for (const { request, answer } of recordedControl1) {
    // It speaks before it knows `hello`.
    if (request.method === "hello") continue;
    const { method } = request;
    const params = "token" in request.params ? { ...request.params, token } : { ...request.params };
    if ("lease" in params) Object.assign(params, { lease: token });
    if (method === "status")
      await expect.poll(() => agent.status().plugins[0]?.phase, { timeout: 60_000 }).toBe("active");
    const now = await agent.request(method, params).then(
      (result) => ({ result }),
      (thrown: unknown) => ({ error: { data: { code: toForgeError(thrown).code } } }),
    );
    if ("result" in now) token = (now.result as { token?: unknown } | null)?.token ?? token;
    if (answer.error)
      expect(now, `${method} ${JSON.stringify(params)}`).toMatchObject({
        error: { data: { code: answer.error.data.code } },
      });
    else losses.push(...listLosses(answer.result, (now as { result?: unknown }).result, method));
  }
  expect(losses).toEqual([]);
});
