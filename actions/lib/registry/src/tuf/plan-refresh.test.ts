import { describe, expect, it } from "vitest";
import { daysLater, makeRing, start } from "../testing/test-tuf.ts";
import { listDue, planRefresh } from "./plan-refresh.ts";
import { planStart } from "./plan-start.ts";
import type { SnapshotSigned, TufTree } from "./tuf-tree.ts";

const { root, roles, snapshot, timestamp } = planStart({ roles: makeRing().roles, bits: 1, targets: {}, at: start });
const tree: TufTree = { root, roles, snapshot: snapshot as SnapshotSigned, timestamp };
const online = (role: string) => /^(snapshot|timestamp|registry|suspensions|bin-)/.test(role);
const plan = (days: number) => planRefresh(tree, daysLater(days), online);

describe("planRefresh", () => {
  it("signs the timestamp alone as long as nothing else is half over", () => {
    expect(plan(1)).toMatchObject({ roles: {}, snapshot: null, removed: [], timestamp: { version: 2 } });
  });

  it("adds the snapshot after 15 days, and roles with a snapshot when they are due", () => {
    expect(plan(15)).toMatchObject({ roles: {}, snapshot: { version: 2 } });
    expect(Object.keys(plan(45).roles).sort()).toEqual(["registry", "suspensions"]);
    expect(Object.keys(plan(90).roles)).toContain("bin-0");
  });

  it("leaves to people what only they can sign, and names it", () => {
    expect(Object.keys(plan(200).roles)).not.toContain("targets");
    expect(listDue(tree, daysLater(200), online)).toEqual(["root", "targets", "revocations", "plugins"]);
    expect(listDue(tree, daysLater(100), online)).toEqual([]);
  });
});
