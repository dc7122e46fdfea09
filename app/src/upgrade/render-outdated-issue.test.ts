import { expect, it } from "vitest";
import type { PluginStanding } from "./plugin-standing.ts";
import { renderOutdatedIssue } from "./render-outdated-issue.ts";

const standing = (change: Partial<PluginStanding>): PluginStanding => ({
  name: "acme-pay",
  version: "1.2.0",
  pack: "node",
  from: "1.0.0",
  to: "1.1.0",
  state: "behind",
  request: 12,
  migrations: [],
  conflicts: [],
  reason: null,
  ...change,
});
const conflict = (path: string) => ({ path, kind: "both_changed" as PluginStanding["conflicts"][number]["kind"] });

it("has one row a plugin, with the comment to make and the request to make it on", () => {
  const body = renderOutdatedIssue([
    standing({ migrations: [{ number: 1, to: "1.1.0", summary: "Moved." }] }),
    standing({ name: "acme-hook", request: 9, conflicts: ["a.js", "a.js", "b.md", "c", "d"].map(conflict) }),
  ]);
  expect(body).toContain(
    "| `acme-pay` `1.2.0` | `node` `1.0.0` | `1.1.0` | 1 | clean | comment `/forge upgrade` on #12 |",
  );
  expect(body).toContain("| 0 | 5 to look at: `a.js`, `b.md`, `c`, … | comment `/forge upgrade` on #9 |");
  expect(body?.match(/^\|/gmu)).toHaveLength(4);
});

it("tells which were made with newer templates, and which can be made no more, without a stranger's text coming alive", () => {
  const body = renderOutdatedIssue([
    standing({ state: "ahead", from: "2.0.0" }),
    standing({ state: "blocked", to: null, reason: "No @team | <b>refunds</b>\n| x |" }),
  ]);
  expect(body).toContain("| `acme-pay` `1.2.0` | `node` `2.0.0` | `1.1.0` |");
  expect(body).not.toContain("/forge upgrade");
  expect(body).not.toMatch(/[^`\\]@team|<b>|^\| x/mu);
});

it("says nothing where every plugin is made with the newest templates", () => {
  expect(renderOutdatedIssue([standing({ state: "current" }), standing({ state: "changed" })])).toBeNull();
  expect(renderOutdatedIssue([])).toBeNull();
});
