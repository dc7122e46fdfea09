import { expect, it } from "vitest";
import { locateParts, renderFontConfig } from "./cms-parts.ts";

it("locates every part below the cache's folder", () => {
  const { versions, ...parts } = locateParts("/cache/1", { playground: "3" });
  expect(versions.playground).toBe("3");
  for (const path of Object.values(parts)) expect(path).toMatch(/^\/cache\/1(\/|$)/);
});

it("names the fonts of the packages before those of the machine", () => {
  const folders = [...renderFontConfig("/cache/1").matchAll(/<dir>([^<]+)<\/dir>/g)].map(([, folder]) => folder);
  expect(folders.at(-1)).toBe("/usr/share/fonts");
  expect(folders.slice(0, -1).every((folder) => folder?.startsWith("/cache/1/"))).toBe(true);
  expect(folders.length).toBe(3);
});
