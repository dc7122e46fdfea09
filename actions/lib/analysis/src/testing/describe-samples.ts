import { describe, expect, it } from "vitest";
import { analyseSources } from "./analyse-samples.ts";
import { samples } from "./samples.ts";

/** Tests of some rules: each sample is found, and its honest twin is not and breaks no other rule gravely. */
export function describeSamples(...rules: readonly string[]): void {
  const chosen = samples.filter(({ rule }) => rules.includes(rule));
  const bad = analyseSources(chosen.map((sample) => ({ path: sample.path, source: sample.bad })));
  const good = analyseSources(chosen.map((sample) => ({ path: sample.path, source: sample.good })));
  describe.each(
    chosen.map((sample, at) => ({ ...sample, at, name: `${sample.rule}: ${sample.title} (${sample.path})` })),
  )("$name", ({ rule, at }) => {
    it("is found, and said in plain letters", () => {
      const found = bad[at]?.find((finding) => finding.rule === rule);
      expect(found?.message).toMatch(/^[\x20-\x7E·…]+$/);
    });

    it("has an honest twin that is not found", () => {
      expect(good[at]?.filter((finding) => finding.rule === rule || finding.severity === "error")).toEqual([]);
    });
  });
}
