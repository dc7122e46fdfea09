import type { ForgeRequest } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { fakePack } from "../fake-pack.ts";
import { makeManifest } from "../make-manifest.ts";
import { renderSummary } from "./render-summary.ts";

const pack = fakePack({}, []);
const base: ForgeRequest = { cms: "node", name: "acme-pay", description: "Takes payments for Acme." };
const manifestOf = (request: ForgeRequest, version = "1.0.0") =>
  makeManifest({ pack, request, version, author: "Rita" });
const summary = (request: ForgeRequest, published?: ForgeRequest) =>
  renderSummary({
    pack,
    request,
    manifest: manifestOf(request, "1.1.0"),
    ...(published ? { published: manifestOf(published) } : {}),
  });

describe("renderSummary", () => {
  it("shows what a stranger typed in code spans only, outside the table", () => {
    const evil = "@team #1 https://evil.example <img src=x> | ` [a](b)";
    const { manifest } = summary({
      ...base,
      description: evil,
      notes: `${evil}\n\n# heading`,
      merchant_branding: { name: evil },
    });
    const visible = manifest.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, "");
    expect(visible).not.toMatch(/@team|#1|https|<img|\[a\]/);
    expect(manifest.split("\n").filter((line) => line.startsWith("#"))).toEqual(["### What this is"]);
    expect(manifest.split("\n").filter((line) => line.startsWith("| ")).length).toBe(11);
  });

  it("says each permission in words", () => {
    const { permissions } = summary({
      ...base,
      permissions: ["network:api.example.com:443", "network-inbound", "filesystem:rw:data", "queue:jobs", "memory:96"],
    });
    expect(permissions.split("\n").slice(4)).toEqual([
      "- calls `api.example.com:443` over the network",
      "- receives calls from the network",
      "- reads and writes `data` in its data folder",
      "- takes jobs from the queue `jobs`",
      "- uses up to 96 MiB of memory",
    ]);
  });

  it("tells more permissions from fewer", () => {
    const more: ForgeRequest = { ...base, permissions: ["network:api.example.com:443"] };
    expect(summary(more, base).difference).toContain("**this version may do more**");
    expect(summary(base, more).difference).toContain("this version may do less");
    expect(summary(base, base).difference).toContain("1.0.0 → 1.1.0: the same permissions");
    expect(summary(base).difference).toContain("everything above is new");
    const lean: ForgeRequest = { ...base, permissions: ["memory:32"] };
    expect(summary(lean, base).difference).toContain("this version may do less");
    expect(summary(base, lean).difference).toContain("may do more");
  });

  it("names edits that were kept, and a language that is missing", () => {
    const request: ForgeRequest = { ...base, locale: "ja_JP" };
    const { conflicts, manifest } = renderSummary({
      pack,
      request,
      manifest: manifestOf(request),
      conflicts: [{ path: "src/a.js", kind: "both_changed" }],
    });
    expect(conflicts).toContain("`src/a.js`");
    expect(manifest).toContain("no translation for `ja_JP` yet");
    expect(summary(base).conflicts).toBe("");
  });
});
