import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseHint } from "./parse-hint.ts";

interface Example {
  readonly name: string;
  readonly examples: readonly Record<string, unknown>[];
}
const corpus = JSON.parse(
  readFileSync("node_modules/@octokit/webhooks-examples/api.github.com/index.json", "utf8"),
) as Example[];

describe("parseHint", () => {
  it("reads every example payload of GitHub without an error", () => {
    const kinds = corpus.flatMap(({ name, examples }) =>
      examples.map((payload) => parseHint({ id: "d", name, payload }, "plugsmith[bot]")?.subject.kind ?? "none"),
    );
    expect(kinds.length).toBeGreaterThan(300);
    expect(kinds.filter((kind) => kind === "thread").length).toBeGreaterThan(5);
  });

  it("never throws on mutated payloads", () => {
    const payloads = corpus.flatMap(({ name, examples }) => examples.map((payload) => ({ name, payload })));
    fc.assert(
      fc.property(fc.constantFrom(...payloads), fc.nat(), fc.anything(), ({ name, payload }, at, value) => {
        const keys = Object.keys(payload);
        const key = keys[at % Math.max(1, keys.length)] ?? "action";
        parseHint({ id: "d", name, payload: { ...payload, [key]: value } }, "plugsmith[bot]");
      }),
      { numRuns: 500 },
    );
  });
});
