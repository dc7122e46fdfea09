import { describe, expect, it } from "vitest";
import type { Facts } from "../facts/facts.ts";
import { decideLabels, listWantedLabels } from "./decide-labels.ts";

const facts = (issue: string[], pull?: string[]) =>
  ({ request: { number: 1, labels: issue }, pull: pull ? { number: 2, labels: pull } : null }) as unknown as Facts;

describe("decideLabels", () => {
  it("keeps people's labels and exchanges the forge's own", () => {
    expect(decideLabels(facts(["bug", "forge/testing"], ["forge/testing", "urgent"]), "review", false)).toEqual([
      { kind: "label", number: 1, labels: ["bug", "forge/review"] },
      { kind: "label", number: 2, labels: ["urgent", "forge/review"] },
    ]);
  });

  it("writes nothing that is already so", () => {
    expect(decideLabels(facts(["forge/review", "bug"], ["forge/review"]), "review", false)).toEqual([]);
  });

  it("mends a thread that carries two states", () => {
    expect(listWantedLabels(["forge/review", "forge/published"], "review")).toEqual(["forge/review"]);
    expect(decideLabels(facts(["forge/review", "forge/published"]), "review", false)).toHaveLength(1);
  });

  it("leaves the issue's label to its closing, and short states without a label", () => {
    expect(decideLabels(facts(["forge/approved"]), "published", true)).toEqual([]);
    expect(decideLabels(facts(["forge/approved"], ["forge/review"]), "publishing", false)).toEqual([]);
  });
});
