import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planRelease, type ReleaseEffect, type ReleaseFacts } from "./plan-release.ts";
import type { ReleaseFact } from "./release-fact.ts";

const wanted = { "x.zip": "sha256:a", "x.zip.cdx.json": "sha256:b", "x.zip.sigstore.jsonl": "sha256:c" };
const start: ReleaseFacts = { tag: "x@1.0.0", mergeSha: "m", tagSha: null, release: null, wanted };
const draft: ReleaseFact = { id: 1, draft: true, uploadUrl: "u", publishedAt: null, title: "", body: "", assets: [] };

/** What the world looks like after an effect, written from what GitHub does, not from the planner. */
function carryOut(facts: ReleaseFacts, effect: ReleaseEffect): ReleaseFacts {
  const release = facts.release ?? draft;
  switch (effect.kind) {
    case "create_draft":
      return { ...facts, release: draft };
    case "delete_asset":
      return { ...facts, release: { ...release, assets: release.assets.filter(({ id }) => id !== effect.id) } };
    case "upload_asset": {
      const digest = wanted[effect.name as keyof typeof wanted];
      const asset = { id: 100 + release.assets.length, name: effect.name, digest, complete: true, url: "x" };
      return { ...facts, release: { ...release, assets: [...release.assets, asset] } };
    }
    case "publish_release":
      return { ...facts, tagSha: facts.mergeSha, release: { ...release, draft: false } };
    case "delete_draft":
      return { ...facts, spare: facts.spare?.filter((id) => id !== effect.id) ?? [] };
  }
}

const anyAsset = fc.record({
  name: fc.constantFrom(...Object.keys(wanted), "strange.exe"),
  digest: fc.constantFrom("sha256:a", "sha256:b", "sha256:c", "sha256:z", null),
  complete: fc.boolean(),
  url: fc.constant("x"),
});
function planned(facts: ReleaseFacts): readonly ReleaseEffect[] {
  const plan = planRelease(facts);
  if (plan.kind === "refused") throw new Error(plan.why);
  return plan.effects;
}

/** Names and ids are unique in a release of GitHub's. */
const anyDraft = fc.option(
  fc
    .uniqueArray(anyAsset, { maxLength: 4, selector: (asset) => asset.name })
    .map((assets) => ({ ...draft, assets: assets.map((asset, index) => ({ ...asset, id: index + 1 })) })),
);

describe("planRelease", () => {
  it("ends in an empty plan from every draft, stopped after any number of effects", () => {
    fc.assert(
      fc.property(anyDraft, fc.nat({ max: 8 }), fc.nat({ max: 2 }), (release, stop, twins) => {
        const spare = release ? [7, 8].slice(0, twins) : [];
        let facts: ReleaseFacts = { ...start, release, spare };
        for (const effect of planned(facts).slice(0, stop)) facts = carryOut(facts, effect);
        for (const effect of planned(facts)) facts = carryOut(facts, effect);
        expect(planned(facts)).toEqual([]);
        expect(facts.release?.assets.map(({ name, digest }) => [name, digest]).sort()).toEqual(
          Object.entries(wanted).sort(),
        );
      }),
    );
  });

  it("publishes only after every upload", () => {
    const kinds = planned(start).map(({ kind }) => kind);
    expect(kinds).toEqual(["create_draft", "upload_asset", "upload_asset", "upload_asset", "publish_release"]);
  });

  it("refuses a tag on another commit, and a published release with other files", () => {
    const wrong = { id: 1, name: "x.zip", digest: "sha256:z", complete: true, url: "x" };
    expect(planRelease({ ...start, tagSha: "other" }).kind).toBe("refused");
    expect(planRelease({ ...start, release: { ...draft, draft: false, assets: [wrong] } }).kind).toBe("refused");
    expect(planRelease({ ...start, release: { ...draft, draft: false } }).kind).toBe("refused");
  });
});
