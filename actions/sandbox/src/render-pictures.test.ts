import { expect, it } from "vitest";
import { renderPictures } from "./render-pictures.ts";

const server = { apiUrl: "https://api.github.com", serverUrl: "https://github.com" };
const picture = (page: string) => ({
  name: `pictures/${page}.png`,
  path: `sandbox/pictures/${page}.png`,
  digest: `sha256:${"a".repeat(64)}`,
  size: 1,
});
const pictures = [picture("settings-desktop"), picture("refund-desktop"), picture("refund-phone")];

it("names the pictures and leads to the artifact of the run that has them", () => {
  expect(renderPictures(pictures, { ...server, repository: "acme/forge", runId: "7" })).toBe(
    "**3 pictures** in the artifact [forge-sandbox](https://github.com/acme/forge/actions/runs/7#artifacts) of this run, folder `pictures`: settings, refund (also on a phone).",
  );
});

it("names their folder on one's own machine, and is silent without pictures", () => {
  expect(renderPictures(pictures, server)).toContain("in the folder `sandbox/pictures` of the results");
  expect(renderPictures([], server)).toBe("");
});
