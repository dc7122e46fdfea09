import { describe, expect, it } from "vitest";
import { makeSigner, makeTufForge } from "../testing/test-tuf.ts";
import { gatherRoles } from "./gather-roles.ts";
import { planOnlineChange } from "./plan-ceremony.ts";
import { computeKeyId } from "./tuf-signer.ts";
import { roleNames } from "./tuf-tree.ts";

const ids = (keys: readonly Parameters<typeof computeKeyId>[0][]) => keys.map(computeKeyId);

describe("gatherRoles", () => {
  it("tells who signs each role of a registry, also after a rotation, and null where nothing is signed", async () => {
    const forge = await makeTufForge();
    const found = await gatherRoles(forge.store);
    for (const name of roleNames) {
      expect(found?.[name].threshold).toBe(forge.roles[name].threshold);
      expect(ids(found?.[name].keys ?? []).sort()).toEqual(ids(forge.roles[name].keys).sort());
    }
    const next = makeSigner();
    await forge.open([...forge.everybody, next]).rotate(planOnlineChange(next.key));
    expect((await gatherRoles(forge.store))?.bins.keys).toEqual([next.key]);
    const before = forge.store.messages.length;
    await gatherRoles(forge.store);
    expect(forge.store.messages).toHaveLength(before);
  });
});
