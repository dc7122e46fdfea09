import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { emptyMemory } from "./agent-memory.ts";
import { createStateStore } from "./state-store.ts";

describe("createStateStore", () => {
  const makeFolder = useTemporaryFolders();

  it("gives back what was written, and an empty memory before", () => {
    const folder = makeFolder();
    const store = createStateStore(join(folder, "state.json"));
    expect(store.read()).toEqual(emptyMemory);
    const memory = { ...emptyMemory, registrySequence: 3 };
    store.write(memory);
    expect(createStateStore(join(folder, "state.json")).read()).toEqual(memory);
    expect(readdirSync(folder)).toEqual(["state.json"]);
  });

  it("stops rather than forgetting revocations when the file is damaged", () => {
    const path = join(makeFolder(), "state.json");
    for (const text of ["{", "[]", '{"schemaVersion":2}']) {
      writeFileSync(path, text);
      expect(() => createStateStore(path).read()).toThrow(expect.objectContaining({ code: "bench_config_invalid" }));
    }
  });
});
