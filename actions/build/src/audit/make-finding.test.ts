import { expect, it } from "vitest";
import type { LockedPackage } from "../dependencies/locked-package.ts";
import { makeFinding } from "./make-finding.ts";

const locked = { ecosystem: "npm", name: "left", version: "1.0.0", scope: "runtime" } as LockedPackage;

it("tells what an advisory says of a package, and leaves out what it does not say", () => {
  const about = { id: "GHSA-1", aliases: [], range: "<1.2.0", link: "https://x.example/1" };
  expect(makeFinding(locked, { severity: "high", title: "Bad" }, about)).toMatchObject({
    ...{ id: "GHSA-1", package: "left", severity: "high", title: "Bad", range: "<1.2.0", fixedIn: "1.2.0" },
    url: "https://x.example/1",
  });
  const bare = makeFinding(locked, {}, { id: "n", aliases: [], range: "", link: 7 });
  expect(bare).toMatchObject({ title: "no title", severity: "unknown" });
  for (const name of ["range", "fixedIn", "url"]) expect(bare).not.toHaveProperty(name);
});
