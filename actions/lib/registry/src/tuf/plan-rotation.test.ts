import { describe, expect, it } from "vitest";
import { keysOf, makeRing, makeSigner, start } from "../testing/test-tuf.ts";
import { planRotation } from "./plan-rotation.ts";
import { planStart } from "./plan-start.ts";
import { computeKeyId } from "./tuf-signer.ts";
import { roleNames, type SnapshotSigned, type TufTree } from "./tuf-tree.ts";

const ring = makeRing();
const first = planStart({ roles: ring.roles, bits: 1, targets: {}, at: start });
const tree: TufTree = { ...first, snapshot: first.snapshot as SnapshotSigned };
const next = makeSigner();
const nextId = computeKeyId(next.key);
const rotate = (name: (typeof roleNames)[number]) => planRotation(tree, { [name]: keysOf(1, next) }, start);

describe("planRotation", () => {
  it.each(["root", "targets", "snapshot", "timestamp"] as const)(
    "of %s makes a root that the old one must sign",
    (name) => {
      const plan = rotate(name);
      expect(plan).toMatchObject({ isNewRoot: true, previousRoot: { version: 1 }, root: { version: 2 } });
      expect(plan.root.roles[name]).toEqual({ keyids: [nextId], threshold: 1 });
    },
  );

  it.each(["registry", "revocations", "suspensions", "plugins"] as const)(
    "of %s lets targets name the new key",
    (name) => {
      const plan = rotate(name);
      expect(plan.isNewRoot).toBe(false);
      expect(Object.keys(plan.roles).sort()).toEqual([name, "targets"].sort());
      expect(plan.roles["targets"]?.delegations?.roles?.find((role) => role.name === name)?.keyids).toEqual([nextId]);
    },
  );

  it("of the bins signs every bin again", () => {
    expect(Object.keys(rotate("bins").roles).sort()).toEqual(["bin-0", "bin-1", "plugins"]);
    expect(rotate("bins").roles["plugins"]?.delegations).toMatchObject({
      succinct_roles: { keyids: [nextId], bit_length: 1 },
    });
  });

  it("forgets a key that no role names any more, and keeps one that another role has", () => {
    const online = computeKeyId(ring.online.key);
    expect(Object.keys(rotate("timestamp").root.keys)).toContain(online);
    const twice = planRotation({ ...tree, root: rotate("timestamp").root }, { snapshot: keysOf(1, next) }, start);
    expect(Object.keys(twice.root.keys)).not.toContain(online);
    expect(Object.keys(rotate("bins").roles["plugins"]?.delegations?.keys ?? {})).toEqual([nextId]);
  });
});
