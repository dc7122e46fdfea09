import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

const file = (words: string) => Array.from({ length: 30 }, (_, i) => (i === 9 ? `${words}\n` : `${i + 1}\n`)).join("");
const review = (comments: unknown) => ({ event: "COMMENT", body: "See there.", comments });
const one = { path: "a.txt", side: "RIGHT", line: 10, body: "```suggestion\nten\n```" };

describe("comments of a review", () => {
  it("are refused by plain emulate where they name a line", async () => {
    const number = await pair.plain.openPull("topic", { "a.txt": file("ten") });
    const route = `POST ~/pulls/${number}/reviews`;
    expect((await pair.plain.call({ as: "bot", route, body: review([one]) })).status).toBe(422);
  });

  it("stand on the lines of the new file that they name", async () => {
    const number = await pair.local.openPull("topic", { "a.txt": file("ten") });
    const comments = [
      { ...one, start_line: 8, start_side: "RIGHT" },
      { ...one, line: 30 },
    ];
    const made = await pair.local.call({ as: "bot", route: `POST ~/pulls/${number}/reviews`, body: review(comments) });
    expect([made.status, made.json.state]).toEqual([201, "COMMENTED"]);
    const { json } = await pair.local.call({ as: "owner", route: `GET ~/pulls/${number}/comments` });
    expect(json).toMatchObject([
      { path: "a.txt", start_line: 8, line: 10, side: "RIGHT", pull_request_review_id: made.json.id, body: one.body },
      { path: "a.txt", start_line: null, line: 30 },
    ]);
  });

  it.each([
    ["a file that the pull request leaves alone", { ...one, path: "README.md" }, "Path could not be resolved"],
    ["a line that the diff does not show", { ...one, line: 400 }, "Line could not be resolved"],
    ["a stretch that begins at its end", { ...one, start_line: 10 }, "Start line must precede the end line."],
  ])("are refused on %s, and the review with them", async (_what, comment, message) => {
    const number = await pair.local.openPull(`topic-${message.slice(0, 5).trim()}`, { "a.txt": file("ten") });
    const route = `~/pulls/${number}/reviews`;
    const answer = await pair.local.call({ as: "bot", route: `POST ${route}`, body: review([comment]) });
    expect([answer.status, answer.json.errors]).toEqual([422, [message]]);
    expect((await pair.local.call({ as: "owner", route: `GET ${route}` })).json).toEqual([]);
  });
});
