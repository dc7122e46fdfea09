import { expect, it } from "vitest";
import type { LaunchPlan } from "./confinement.ts";
import { detectConfinement, probeConfinement } from "./detect-confinement.ts";

const uses = ({ command, args }: LaunchPlan, program: string) => command === program || args.includes(program);
const without =
  (...broken: string[]) =>
  (plan: LaunchPlan) =>
    Promise.resolve(broken.find((program) => uses(plan, program)) ?? null);

it("takes namespaces with limits where both work", async () => {
  expect(await probeConfinement(without())).toEqual({ level: "os", tool: "bwrap", limitTool: "prlimit" });
});

it("says why there is no boundary, and keeps the limits", async () => {
  expect(await probeConfinement(without("bwrap"))).toEqual({
    level: "process",
    tool: null,
    limitTool: "prlimit",
    reason: "bwrap",
  });
});

it("does not call namespaces without limits a boundary", async () => {
  expect(await probeConfinement(without("prlimit"))).toMatchObject({ level: "process", limitTool: null });
});

it("admits having nothing", async () => {
  expect(await probeConfinement(without("bwrap", "prlimit"))).toMatchObject({ level: "process", limitTool: null });
});

it("asks this machine once", async () => {
  const first = detectConfinement();
  expect(detectConfinement()).toBe(first);
  expect(["os", "process"]).toContain((await first).level);
});
