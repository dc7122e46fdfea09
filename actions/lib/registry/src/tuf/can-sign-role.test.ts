import { describe, expect, it } from "vitest";
import { makeRing, makeSigner, start } from "../testing/test-tuf.ts";
import { canSignRole } from "./can-sign-role.ts";
import { planStart } from "./plan-start.ts";
import type { SnapshotSigned, TufTree } from "./tuf-tree.ts";

const ring = makeRing();
const plan = planStart({ roles: ring.roles, bits: 1, targets: {}, at: start });
const tree: TufTree = { ...plan, snapshot: plan.snapshot as SnapshotSigned };

describe("canSignRole", () => {
  it("counts different keys of the role up to its threshold", () => {
    const [one, two] = ring.people;
    expect(canSignRole(tree, [one], "revocations")).toBe(false);
    expect(canSignRole(tree, [one, one, ring.online, makeSigner()], "revocations")).toBe(false);
    expect(canSignRole(tree, [one, two], "revocations")).toBe(true);
    expect(canSignRole(tree, [ring.online], "bin-1")).toBe(true);
  });
});
