import type { Signers } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { addSigner, endSigner } from "./change-signers.ts";

const workflow = "https://github.com/plugsmith/plugsmith/.github/workflows/publish.yml";
const [first, second] = ["a".repeat(40), "b".repeat(40)];
const from = "2026-01-01T00:00:00Z";
const list: Signers = { schemaVersion: 1, signers: [{ workflow, digest: first, from }] };
const addition = { digest: second, workflow: undefined, from, until: undefined, note: undefined };
const refused = (words: string) =>
  expect.objectContaining({ code: "input_invalid", message: expect.stringContaining(words) });

describe("addSigner", () => {
  it("adds a commit of the workflow that the list names", () => {
    const { signers } = addSigner(list, { ...addition, note: "v1.2.0" });
    expect(signers).toEqual([...list.signers, { workflow, digest: second, from, note: "v1.2.0" }]);
  });

  it("begins a list only for a workflow that is named", () => {
    expect(addSigner(null, { ...addition, workflow }).signers).toHaveLength(1);
    expect(() => addSigner(null, addition)).toThrow(refused("no workflow"));
    const two = addSigner(list, { ...addition, workflow: "https://github.com/other/x/publish.yml" });
    expect(() => addSigner(two, addition)).toThrow(refused("several workflows"));
  });

  it("refuses a commit that stands in it, half a commit, a workflow with a ref, and a time that is none", () => {
    expect(() => addSigner(list, { ...addition, digest: first })).toThrow(refused("already"));
    for (const wrong of [{ digest: "abc" }, { workflow: `${workflow}@main` }, { from: "soon" }, { until: "later" }])
      expect(() => addSigner(list, { ...addition, ...wrong })).toThrow(refused("would not be valid"));
  });
});

describe("endSigner", () => {
  const both = addSigner(list, addition);

  it("takes a commit out, or gives it an end", () => {
    expect(endSigner(both, first, undefined).signers.map(({ digest }) => digest)).toEqual([second]);
    const until = "2027-01-01T00:00:00Z";
    expect(endSigner(both, first, until).signers).toEqual([{ workflow, digest: first, from, until }, both.signers[1]]);
  });

  it("refuses an unknown commit, and to leave nobody", () => {
    expect(() => endSigner(both, "c".repeat(40), undefined)).toThrow(refused("does not have"));
    expect(() => endSigner(null, first, undefined)).toThrow(refused("does not have"));
    expect(() => endSigner(list, first, undefined)).toThrow(refused("Nobody could sign"));
  });
});
