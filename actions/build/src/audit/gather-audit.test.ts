import { ForgeError } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import type { LockedPackage } from "../dependencies/locked-package.ts";
import type { AdvisorySource } from "./advisory-source.ts";
import { gatherAudit } from "./gather-audit.ts";

const locked = (ecosystem: LockedPackage["ecosystem"], name: string): LockedPackage => ({
  ...{ ecosystem, name, version: "1.0.0", scope: "runtime" },
});
const packages = [locked("npm", "a"), locked("pypi", "b"), locked("pypi", "c")];
const source = (ecosystem: LockedPackage["ecosystem"], ask: AdvisorySource["ask"]): AdvisorySource => ({
  ecosystem,
  ask,
});
const unavailable = async () => {
  throw new ForgeError("dependencies_unavailable", { message: "osv.test: no connection (ENOTFOUND)." });
};

it("asks each source about its own packages, and tells who was silent and why", async () => {
  const asked: string[] = [];
  const npm = source("npm", async (each) => {
    asked.push(...each.map(({ name }) => name));
    return [];
  });
  expect(await gatherAudit([npm, source("pypi", unavailable)], packages, false)).toEqual({
    findings: [],
    unchecked: [{ ecosystem: "pypi", packages: 2, why: "osv.test: no connection (ENOTFOUND)" }],
  });
  expect(asked).toEqual(["a"]);
});

it("asks nobody offline, and calls that unchecked", async () => {
  const { unchecked } = await gatherAudit([source("npm", unavailable)], packages, true);
  expect(unchecked.map(({ ecosystem, why }) => `${ecosystem} ${why}`)).toEqual([
    "npm PLUGSMITH_OFFLINE is set, so nobody was asked",
    "pypi PLUGSMITH_OFFLINE is set, so nobody was asked",
  ]);
});

it("calls packages unchecked that no source knows, and hides no fault of its own", async () => {
  expect((await gatherAudit([], packages, false)).unchecked).toHaveLength(2);
  const broken = source("npm", async () => {
    throw new TypeError("a bug");
  });
  await expect(gatherAudit([broken], packages, false)).rejects.toThrow("a bug");
});
