import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { createLeaseStore, type StoredLease } from "./lease-store.ts";

const lease: StoredLease = {
  id: "1",
  want: { plugin: "meter" },
  holder: "ci",
  reason: "",
  priority: 0,
  holdMs: 1_000,
  askedAt: 0,
  giveUpAt: 0,
  subject: "plugin:meter",
  since: 0,
  until: 1_000,
  proof: "ab",
};

describe("createLeaseStore", () => {
  const makeFolder = useTemporaryFolders();

  it("reads what it wrote, and nothing where nothing was written", () => {
    const path = join(makeFolder(), "leases.json");
    const store = createLeaseStore(path, () => {});
    expect(store.read()).toEqual([]);
    store.write([lease]);
    expect(createLeaseStore(path, () => {}).read()).toEqual([lease]);
  });

  it("logs when it cannot write, and goes on", () => {
    const path = join(makeFolder(), "leases.json");
    mkdirSync(path);
    const said: string[] = [];
    createLeaseStore(path, (message) => void said.push(message)).write([lease]);
    expect(said.join()).toContain("the leases could not be written");
  });
});
