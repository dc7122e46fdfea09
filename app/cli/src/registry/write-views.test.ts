import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Registry } from "@plugsmith/schemas";
import { makeManifest } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { renderDocs, renderReport, writeViews } from "./write-views.ts";

const fixture = join(import.meta.dirname, "../../../../schemas/fixtures/registry/valid/full.json");
const registry = JSON.parse(readFileSync(fixture, "utf8")) as Registry;
const read = { registry, reviewers: null, signedTrust: null, trust: { signed: false }, note: "Not checked." };

describe("renderDocs", () => {
  it("has a page for each plugin, and maps what is published only", () => {
    const own = makeManifest({ name: "acme-pay", version: "1.2.0" });
    const docs = renderDocs(read, [own, makeManifest({ name: "never-published" })]);
    expect(Object.keys(docs).sort()).toEqual(["README.md", "acme-pay.md", "badge.svg"]);
    expect(docs["README.md"]).toContain("```mermaid\nflowchart LR");
    expect(docs["README.md"]).not.toContain("never-published");
    expect(renderDocs(read, [])["README.md"]).not.toContain("mermaid");
  });
});

describe("writeViews", () => {
  it("replaces older copies and answers where they are", async () => {
    const folder = mkdtempSync(join(tmpdir(), "plugsmith-views-"));
    try {
      const at = new Date("2026-06-03T10:00:00.000Z");
      for (let turn = 0; turn < 2; turn++)
        expect(await writeViews(folder, renderReport(read, at))).toEqual([join(folder, "registry-2026-06-03.md")]);
      expect(readFileSync(join(folder, "registry-2026-06-03.md"), "utf8")).toContain("Not checked.");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
