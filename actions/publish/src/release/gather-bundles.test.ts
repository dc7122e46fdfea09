import { computeDigest, ForgeError } from "@plugsmith/schemas";
import { type FakeRelease, fakeGitHubApi, makeForge } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { gatherBundles } from "./gather-bundles.ts";

const tag = "x@1.0.0";
const bundleName = "x.zip.sigstore.jsonl";
const others = { "x.zip": computeDigest(Buffer.from("zip")), "x.zip.cdx.json": computeDigest(Buffer.from("sbom")) };
const files = { "x.zip": "zip", "x.zip.cdx.json": "sbom" };

/** A release with these files. */
function makeRelease(id: number, draft: boolean, contents: Readonly<Record<string, string>>): FakeRelease {
  const assets = Object.entries(contents).map(([name, text], index) => ({
    id: id * 10 + index,
    name,
    digest: computeDigest(Buffer.from(text)),
    state: "uploaded",
    browser_download_url: "https://github.test/x",
    bytes: Buffer.from(text).toString("base64"),
  }));
  const address = { upload_url: "https://uploads.github.test/x", target_commitish: "m" };
  return { id, tag_name: tag, draft, published_at: null, assets, ...address };
}

const gather = (...releases: FakeRelease[]) => {
  const api = fakeGitHubApi(makeForge());
  api.state.releases.push(...releases);
  const question = { tag, bundleName, others, own: "own" };
  return gatherBundles({ api, repository: "acme/forge" }, question, async (bundles) => {
    if (bundles === "refused") throw new ForgeError("signature_invalid", { message: "x" });
    return `verified ${bundles}`;
  });
};
const ofRun = { bundles: "own", verified: "verified own" };
const earlier = { bundles: "earlier", verified: "verified earlier" };

describe("gatherBundles", () => {
  it("takes this run's where nobody was before", async () => {
    expect(await gather()).toEqual(ofRun);
  });

  it("takes the published release's, and throws when those are refused", async () => {
    expect(await gather(makeRelease(1, false, { ...files, [bundleName]: "earlier" }))).toEqual(earlier);
    await expect(gather(makeRelease(1, false, { ...files, [bundleName]: "refused" }))).rejects.toMatchObject({
      code: "signature_invalid",
    });
  });

  it("takes those of a whole draft that verify, past those that do not", async () => {
    const drafts = ["refused", "earlier", "later"].map((text, id) =>
      makeRelease(id + 1, true, { ...files, [bundleName]: text }),
    );
    expect(await gather(...drafts)).toEqual(earlier);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ["lacks a file", { "x.zip": "zip", [bundleName]: "earlier" }],
    ["has a file too many", { ...files, [bundleName]: "earlier", "strange.exe": "x" }],
    ["has another zip", { ...files, "x.zip": "other", [bundleName]: "earlier" }],
    ["has signatures that are refused", { ...files, [bundleName]: "refused" }],
  ])("leaves a draft alone that %s", async (_, contents) => {
    expect(await gather(makeRelease(1, true, contents))).toEqual(ofRun);
  });

  it("lets no draft speak for a run whose own signatures are refused", async () => {
    const api = fakeGitHubApi(makeForge());
    api.state.releases.push(makeRelease(1, true, { ...files, [bundleName]: "earlier" }));
    const verify = async (bundles: string) => {
      if (bundles === "own") throw new ForgeError("signature_invalid", { message: "x" });
      return bundles;
    };
    const question = { tag, bundleName, others, own: "own" };
    await expect(gatherBundles({ api, repository: "acme/forge" }, question, verify)).rejects.toThrow(ForgeError);
  });
});
