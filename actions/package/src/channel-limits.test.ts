import { expect, it } from "vitest";
import { decideMostBytes } from "./channel-limits.ts";

it("answers the strictest limit of the channels, and the GitHub release's for none", () => {
  const release = decideMostBytes([]);
  expect(release.channel).toBe("github-release");
  expect(decideMostBytes(["github-release", "npm"]).channel).toBe("npm");
  expect(decideMostBytes(["npm", "github-release"]).bytes).toBeLessThan(release.bytes);
});

it("refuses a kind of channel that it does not know, names of every object's properties too", () => {
  for (const kind of ["ftp", "__proto__", "constructor"])
    expect(() => decideMostBytes(["npm", kind])).toThrow(expect.objectContaining({ code: "input_invalid" }));
});
