import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

const file = (name: string) => `name: ${name}\non: workflow_dispatch\njobs: {}\n`;

describe("workflows", () => {
  it("never exist in plain emulate", async () => {
    await pair.plain.commit("main", { ".github/workflows/a.yml": file("A") });
    expect((await pair.plain.call({ as: "bot", route: "GET ~/actions/workflows" })).json.total_count).toBe(0);
  });

  it("are the files of the default branch, with ids that last", async () => {
    const list = async () => (await pair.local.call({ as: "bot", route: "GET ~/actions/workflows" })).json.workflows;
    await pair.local.commit("main", { ".github/workflows/a.yml": file("A"), ".github/workflows/notes.md": "x" });
    const [first] = await list();
    expect(first).toMatchObject({ name: "A", path: ".github/workflows/a.yml", state: "active" });
    await pair.local.commit("main", { ".github/workflows/a.yml": file("B"), ".github/workflows/broken.yaml": "{" });
    expect(await list()).toMatchObject([{ id: first.id, name: "B" }, { name: ".github/workflows/broken.yaml" }]);
  });

  it("do not come from other branches", async () => {
    await pair.local.commit("topic", { ".github/workflows/evil.yml": file("Evil") });
    expect((await pair.local.call({ as: "bot", route: "GET ~/actions/workflows/evil.yml" })).status).toBe(404);
  });
});
