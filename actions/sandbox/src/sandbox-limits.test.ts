import { expect, it } from "vitest";
import { makeLimits } from "./sandbox-limits.ts";

it("takes a plugin's memory from its manifest, and the rest as a bench has it", () => {
  const permissions = { filesystem: [], network: { outbound: [], inbound: false }, usb: [], memory: 96, queue: [] };
  const limits = makeLimits({ permissions });
  expect(limits.memoryMiB).toBe(96);
  expect(makeLimits({ permissions: { ...permissions, memory: 64 } })).toEqual({ ...limits, memoryMiB: 64 });
});
