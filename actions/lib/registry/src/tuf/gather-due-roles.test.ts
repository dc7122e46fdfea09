import { describe, expect, it } from "vitest";
import { initRegistry } from "../init-registry.ts";
import { createMemoryRegistryStore } from "../memory-registry-store.ts";
import { daysLater, makeTufForge, repository, start } from "../testing/test-tuf.ts";
import { gatherDueRoles } from "./gather-due-roles.ts";

describe("gatherDueRoles", () => {
  it("names what people must sign once half its life is over, and nothing that the signers at hand can sign", async () => {
    const forge = await makeTufForge();
    expect(await gatherDueRoles(forge.store, [forge.online], daysLater(100))).toEqual([]);
    const due = await gatherDueRoles(forge.store, [forge.online], daysLater(190));
    expect(due).toEqual(["root", "targets", "plugins", "revocations"]);
    expect(await gatherDueRoles(forge.store, forge.everybody, daysLater(190))).toEqual([]);
  });

  it("says null for a registry that is not signed, and writes nothing", async () => {
    const store = createMemoryRegistryStore(
      initRegistry({ repository, reviewers: [{ id: 1, login: "ada" }], at: start.toISOString() }),
    );
    expect(await gatherDueRoles(store, [], start)).toBeNull();
    expect(store.messages).toEqual([]);
  });
});
