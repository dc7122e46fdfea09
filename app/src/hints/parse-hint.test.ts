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

  it.each([
    ["edited", "forge-kit", "User", { kind: "kit", number: 7 }],
    ["closed", "forge-kit", "User", { kind: "kit", number: 7 }],
    ["reopened", "forge-kit", "User", { kind: "kit", number: 7 }],
    ["opened", "forge-kit", "User", null],
    ["deleted", "forge-kit", "User", null],
    ["edited", "bug", "User", { kind: "thread", number: 7 }],
  ])("takes an issue that was %s and has the label %s for what it is", (action, label, type, subject) => {
    const repository = { id: 1, name: "forge", owner: { login: "acme" }, default_branch: "main" };
    const issue = { number: 7, labels: [{ name: label }] };
    const payload = { action, issue, repository, sender: { id: 3, login: "ada", type } };
    expect(parseHint({ id: "d", name: "issues", payload }, "plugsmith[bot]")?.subject ?? null).toEqual(subject);
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
