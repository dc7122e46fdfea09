import { expect, it } from "vitest";
import type { Facts } from "../facts/facts.ts";
import { renderMerge } from "./render-merge.ts";

const show = (data: Record<string, number>, open = true) =>
  renderMerge({
    records: [{ kind: "generated", data }],
    pull: { number: 7, open },
    repository: { webUrl: "https://github.example/acme/forge" },
  } as unknown as Facts).join("\n");

it("links the review while the pull request is open, and is silent where nothing differs", () => {
  expect(show({ conflicts: 3, review: 12 })).toContain(
    "In 3 places their text stayed and the new rendering says something else: [this review](https://github.example/acme/forge/pull/7#pullrequestreview-12)",
  );
  expect(show({ conflicts: 1 })).toContain("In one place");
  expect(show({ conflicts: 0 })).toBe("");
  expect(show({ conflicts: 3 }, false)).toBe("");
});
