import { locateTarget } from "@plugsmith/trust/tuf";
import { describe, expect, it } from "vitest";
import { daysLater, makeRing, start } from "../testing/test-tuf.ts";
import { nameBin } from "./find-role-keys.ts";
import { planStart } from "./plan-start.ts";
import { planTargets } from "./plan-targets.ts";
import type { SnapshotSigned, TufTree } from "./tuf-tree.ts";

const targets = { "registry.json": "1", "reviewers.json": "2", "index/one.json": "3" };
const first = planStart({ roles: makeRing().roles, bits: 2, targets, at: start });
const snapshot = { ...first.snapshot, meta: { "registry.json": { version: 1, length: 0, hashes: { sha256: "" } } } };
const tree: TufTree = { ...first, snapshot: snapshot as SnapshotSigned };

describe("planTargets", () => {
  it("does nothing for texts that are there already", () => {
    expect(planTargets(tree, targets, start)).toBeNull();
  });

  it("signs the role of what changed and no other, and takes the old bytes away", () => {
    const plan = planTargets(tree, { ...targets, "registry.json": "new" }, daysLater(1));
    expect(Object.keys(plan?.roles ?? {})).toEqual(["registry"]);
    expect(plan).toMatchObject({ isNewRoot: false, snapshot: { version: 2 }, timestamp: { version: 2 } });
    const old = tree.roles["registry"]?.targets["registry.json"]?.hashes.sha256 ?? "";
    expect([...(plan?.removed ?? [])].sort()).toEqual(
      ["1.registry.json", "1.snapshot.json", locateTarget("registry.json", old)].sort(),
    );
    expect(Object.values(plan?.files ?? {})).toEqual(["new"]);
  });

  it("gives two targets of one role one new version of it", () => {
    const bin = nameBin("index/one.json", 2);
    const other =
      Array.from({ length: 99 }, (_, index) => `index/n${index}.json`).find((path) => nameBin(path, 2) === bin) ?? "";
    const plan = planTargets(tree, { "index/one.json": "a", [other]: "b" }, start);
    expect(plan?.roles).toMatchObject({ [bin]: { version: 2 } });
    expect(Object.keys(plan?.roles[bin]?.targets ?? {}).sort()).toEqual(["index/one.json", other].sort());
  });

  it("refuses to sign over a role that it has not seen", () => {
    const { registry: _unread, ...roles } = tree.roles;
    expect(() => planTargets({ ...tree, roles }, { "registry.json": "x" }, start)).toThrow(
      expect.objectContaining({ code: "registry_invalid" }),
    );
  });
});
