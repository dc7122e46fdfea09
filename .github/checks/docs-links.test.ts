import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { listProjectFiles, readProjectFile } from "./list-project-files.ts";

const files = listProjectFiles();
const folders = new Set(
  files.flatMap((file) => file.split("/").map((_part, index, parts) => parts.slice(0, index).join("/"))),
);
const pages = files.filter((file) => file.endsWith(".md") && !/\/(packs|fixtures)\//.test(file));

/** Links and images of a Markdown page to places in this repository, with code taken out. */
function listLinks(markdown: string): string[] {
  const text = markdown.replace(/```[\s\S]*?```|`[^`\n]*`/g, "");
  return [...text.matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]:\s*(\S+)/gm)]
    .map(([, inline, reference]) => inline ?? reference ?? "")
    .filter((link) => !/^[a-z]+:|^#/.test(link));
}

describe("links in the documentation", () => {
  it("are read from several pages", () => {
    expect(pages).toEqual(expect.arrayContaining(["SECURITY.md", "CONTRIBUTING.md", "docs/data-flow.md"]));
    expect(pages.flatMap((page) => listLinks(readProjectFile(page))).length).toBeGreaterThan(3);
  });

  it.each(pages)("lead somewhere in %s", (page) => {
    const broken = listLinks(readProjectFile(page)).filter((link) => {
      const path = decodeURIComponent(link.split("#")[0] ?? "");
      const target = posix.normalize(posix.join(posix.dirname(page), path)).replace(/\/$/, "");
      return !files.includes(target) && !folders.has(target);
    });
    expect(broken).toEqual([]);
  });

  it("would be seen when they led nowhere", () => {
    expect(listLinks("[a](docs/nowhere.md) `[b](c.md)`\n[d]: e.md\n[f](https://example.com)")).toEqual([
      "docs/nowhere.md",
      "e.md",
    ]);
  });
});
