import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

describe("files of a pull request", () => {
  it("are not the real ones in plain emulate", async () => {
    const number = await pair.plain.openPull("topic", { "a.txt": "one\n", "README.md": "# changed\n" });
    const { json } = await pair.plain.call({ as: "owner", route: `GET ~/pulls/${number}/files` });
    expect(json.map((file: { filename: string }) => file.filename)).not.toContain("a.txt");
  });

  it("are those between the merge base and the head", async () => {
    const number = await pair.local.openPull("topic", { "a.txt": "one\n", "README.md": "# changed\n" });
    await pair.local.commit("main", { "later.txt": "on main\n" });
    const { json } = await pair.local.call({ as: "bot", route: `GET ~/pulls/${number}/files` });
    expect(json).toMatchObject([
      { filename: "README.md", status: "modified", additions: 1, deletions: 1 },
      { filename: "a.txt", status: "added", additions: 1, patch: expect.stringContaining("+one") },
    ]);
  });

  it("come in pages", async () => {
    const many = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`many/${index}.txt`, `${index}\n`]));
    const number = await pair.local.openPull("many", many);
    const page = await pair.local.call({ as: "bot", route: `GET ~/pulls/${number}/files?per_page=2&page=3` });
    expect(page.json.map((file: { filename: string }) => file.filename)).toEqual(["many/4.txt"]);
    expect(page.headers.get("link")).toContain('rel="prev"');
  });
});
