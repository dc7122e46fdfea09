import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planRelease, type ReleaseFacts } from "./plan-release.ts";
import type { ReleaseFact } from "./release-fact.ts";

const wanted = { "x.zip": "sha256:a", "x.zip.cdx.json": "sha256:b", "x.zip.sigstore.jsonl": "sha256:c" };
const start: ReleaseFacts = { tag: "x@1.0.0", mergeSha: "m", tagSha: null, published: null, drafts: [], wanted };
const empty: ReleaseFact = { id: 1, draft: true, uploadUrl: "u", publishedAt: null, title: "", body: "", assets: [] };
const makeAssets = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([name, digest], id) => ({ id, name, digest, complete: true, url: "x" }));
const whole: ReleaseFact = { ...empty, id: 7, assets: makeAssets(wanted) };

const anyAsset = fc.record({
  id: fc.nat(),
  name: fc.constantFrom(...Object.keys(wanted), "strange.exe"),
  digest: fc.constantFrom("sha256:a", "sha256:b", "sha256:c", "sha256:z", null),
  complete: fc.boolean(),
  url: fc.constant("x"),
});
/** Names are unique in a release of GitHub's. */
const anyDraft = fc
  .uniqueArray(anyAsset, { maxLength: 4, selector: (asset) => asset.name })
  .map((assets): ReleaseFact => ({ ...empty, assets }));
const isWhole = ({ assets }: ReleaseFact) =>
  JSON.stringify(assets.map(({ name, digest, complete }) => [name, complete ? digest : "broken"]).sort()) ===
  JSON.stringify(Object.entries(wanted).sort());

describe("planRelease", () => {
  it("publishes a draft only when it has exactly the wanted files, whatever drafts there are", () => {
    fc.assert(
      fc.property(fc.array(anyDraft, { maxLength: 3 }), fc.boolean(), (drafts, withWhole) => {
        const all = withWhole ? [...drafts, whole] : drafts;
        const plan = planRelease({ ...start, drafts: all });
        if (plan.kind === "publish") expect(isWhole(plan.draft)).toBe(true);
        else expect([plan.kind, all.some(isWhole)]).toEqual(["fill", false]);
      }),
    );
  });

  it("takes the oldest of several whole drafts, and none once the release is published", () => {
    const drafts = [empty, whole, { ...whole, id: 8 }];
    expect(planRelease({ ...start, drafts })).toEqual({ kind: "publish", draft: whole });
    const published = { ...whole, draft: false };
    expect(planRelease({ ...start, tagSha: "m", drafts, published })).toEqual({
      kind: "published",
      release: published,
    });
  });

  it.each<[string, Partial<ReleaseFacts>]>([
    ["names another commit", { tagSha: "other" }],
    [
      "has another x.zip",
      { published: { ...whole, draft: false, assets: makeAssets({ ...wanted, "x.zip": "sha256:z" }) } },
    ],
    ["has another y.zip", { published: { ...whole, draft: false, assets: makeAssets({ ...wanted, "y.zip": "q" }) } }],
    ["lacks x.zip", { published: { ...empty, draft: false } }],
  ])("refuses what %s", (why, change) => {
    expect(planRelease({ ...start, ...change })).toEqual({ kind: "refused", why: expect.stringContaining(why) });
  });
});
