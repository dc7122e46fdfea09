import { describe, expect, it } from "vitest";
import { createFakeForge, people } from "../testing/fake-forge.ts";
import { pushFiles } from "../testing/fake-github-state.ts";
import { readBenchEntry } from "./read-bench-entry.ts";

const benches = `benches:
  - {id: bench-1, publicKey: first, alerts: true}
  - {id: bench-2, publicKey: second}
`;

describe("readBenchEntry", () => {
  it("answers the bench of that id, as forge.yml has it", async () => {
    const { mirror } = createFakeForge({ config: benches });
    expect(await readBenchEntry(mirror, "main", "bench-1")).toEqual({
      id: "bench-1",
      publicKey: "first",
      alerts: true,
    });
    expect(await readBenchEntry(mirror, "main", "bench-2")).toEqual({ id: "bench-2", publicKey: "second" });
  });

  it.each(["bench-3", "", "bench", "BENCH-1", "__proto__"])("knows no bench by the name %j", async (id) => {
    expect(await readBenchEntry(createFakeForge({ config: benches }).mirror, "main", id)).toBeUndefined();
  });

  it("knows none where forge.yml names none", async () => {
    expect(await readBenchEntry(createFakeForge().mirror, "main", "bench-1")).toBeUndefined();
  });

  it("believes the default branch only, and what stands there now", async () => {
    const { mirror, state } = createFakeForge();
    const changed = `schemaVersion: 1\napprovers:\n  users: [{id: 3, login: carol}, {id: 4, login: dave}]\napprovals: {required: 2}\n${benches}`;
    pushFiles(state, "forge/request-1", { ".github/forge.yml": changed }, people.mallory);
    expect(await readBenchEntry(mirror, "main", "bench-1")).toBeUndefined();
    pushFiles(state, "main", { ".github/forge.yml": changed }, people.maintainer);
    expect(await readBenchEntry(mirror, "main", "bench-1")).toMatchObject({ publicKey: "first" });
  });

  it.each([
    ["the schema refuses", `${benches}surprise: true\n`],
    ["is no YAML", "benches: [}\n"],
  ])("takes no bench from a forge.yml that %s", async (_, config) => {
    expect(await readBenchEntry(createFakeForge({ config }).mirror, "main", "bench-1")).toBeUndefined();
  });

  it("knows none without the branch or the file", async () => {
    const { mirror, state } = createFakeForge({ config: benches });
    expect(await readBenchEntry(mirror, "trunk", "bench-1")).toBeUndefined();
    pushFiles(state, "bare", { "README.md": "" }, people.maintainer);
    expect(await readBenchEntry(mirror, "bare", "bench-1")).toBeUndefined();
  });
});
