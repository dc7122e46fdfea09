import { describe, expect, it } from "vitest";
import { parseCoAuthors, parseNoreply } from "./parse-co-authors.ts";

describe("parseCoAuthors", () => {
  it("finds every trailer, in any case and place", () => {
    const message = "x\nCo-authored-by: A <a@x.org>\n\nco-authored-by: B B <b@x.org>\ntext Co-authored-by: C <c@x.org>";
    expect(parseCoAuthors(message)).toEqual([
      { name: "A", email: "a@x.org" },
      { name: "B B", email: "b@x.org" },
    ]);
  });

  it.each([
    [`Co-authored-by: ${"A".repeat(201)} <6+ada@users.noreply.github.com>`, ["6+ada@users.noreply.github.com"]],
    [
      "Co-authored-by: Ada <a@example.org> <6+ada@users.noreply.github.com>",
      ["a@example.org", "6+ada@users.noreply.github.com"],
    ],
    ["Co-authored-by: Ada < 6+ada@users.noreply.github.com >", ["6+ada@users.noreply.github.com"]],
    ["x\rCo-authored-by: Ada <6+ada@users.noreply.github.com>\ry", ["6+ada@users.noreply.github.com"]],
    ["Co-authored-by : Ada <6+ada@users.noreply.github.com>", ["6+ada@users.noreply.github.com"]],
    ["Co-authored-by: Ada <6+ada@users.noreply.github.com", ["6+ada@users.noreply.github.com"]],
  ])("misses nobody in %j", (message, emails) => {
    expect(parseCoAuthors(message).map(({ email }) => email)).toEqual(emails);
  });

  it.each([
    "Co-reviewed-by: Ada <a@example.org>",
    "Co-authored-by Ada <a@example.org>",
    "Co-authored-bystander: Ada <a@example.org>",
    "Co-authored-by: Ada",
    "Co-authored-by: Ada < >",
  ])("takes %j for no co-author", (message) => {
    expect(parseCoAuthors(message)).toEqual([]);
  });

  it("stays quick on a message made to be slow", () => {
    const message = `co-authored-by:${" ".repeat(50_000)}\n`.repeat(20);
    const before = performance.now();
    expect(parseCoAuthors(message)).toEqual([]);
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});

describe("parseNoreply", () => {
  it.each([
    ["6+ada@users.noreply.github.com", { id: 6, login: "ada" }],
    ["ada@users.noreply.github.com", { id: null, login: "ada" }],
    ["99+plugsmith[bot]@users.noreply.github.com", { id: 99, login: "plugsmith[bot]" }],
    ["6+ada@users.noreply.github.com.evil.example", null],
    ["evil.6+ada@users.noreply.github.com", null],
    ["ada@example.org", null],
    ["", null],
  ])("reads %s", (email, expected) => {
    expect(parseNoreply(email)).toEqual(expected);
  });
});
