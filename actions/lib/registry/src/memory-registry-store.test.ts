import { describe, expect, it } from "vitest";
import { initRegistry } from "./init-registry.ts";
import { createMemoryRegistryStore } from "./memory-registry-store.ts";
import { at } from "./testing/test-registry.ts";

const open = () =>
  createMemoryRegistryStore({
    ...initRegistry({ repository: "acme/forge", reviewers: [], at }),
    "tuf/a.json": "1",
    "tuf/targets/b.json": "2",
  });

describe("a registry in memory", () => {
  it("shows a change what is on the branch, files of a folder without those below", async () => {
    const store = open();
    await store.commit({
      message: "look",
      async decide(_snapshot, branch) {
        expect(await branch.readFile("tuf/a.json")).toBe("1");
        expect(await branch.readFile("tuf/b.json")).toBeNull();
        expect(await branch.listFolder("tuf")).toEqual(["a.json"]);
        return null;
      },
    });
    expect(store.messages).toEqual([]);
  });

  it("takes files away when a change says so", async () => {
    const store = open();
    await store.commit({ message: "remove", decide: ({ registry }) => ({ registry, files: { "tuf/a.json": null } }) });
    expect(store.files.has("tuf/a.json")).toBe(false);
    expect(store.messages).toEqual(["remove"]);
  });
});
