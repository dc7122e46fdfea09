import { expect, it } from "vitest";
import { behaviourRules } from "./behaviour-rules.ts";

it("the rules that a manifest can silence are those about hosts and capabilities", () => {
  expect(behaviourRules.filter(({ declares }) => declares).map(({ id }) => id)).toEqual([
    "host-undeclared",
    "host-mentioned",
    "permission-undeclared",
    "network-undeclared",
    "card-capture",
  ]);
});

it("every rule says in one line what to do instead", () => {
  for (const { id, instead } of behaviourRules) expect([id, /^[^\n]{10,200}\.$/.test(instead)]).toEqual([id, true]);
});
