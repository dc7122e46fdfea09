import { Metadata, MetadataKind, Snapshot, Targets } from "@tufjs/models";
import { describe, expect, it } from "vitest";
import { checkSnapshotSteps, checkSpeech, checkVersionStep, limitSpeech } from "./check-metadata.ts";
import { tufLimits } from "./tuf-limits.ts";

const common = { spec_version: "1.0.31", version: 1, expires: "2030-01-01T00:00:00Z" };
const snapshot = (versions: Record<string, number>) => {
  const meta = Object.fromEntries(Object.entries(versions).map(([file, version]) => [file, { version }]));
  return new Metadata(Snapshot.fromJSON({ _type: MetadataKind.Snapshot, ...common, meta }));
};
const role = { keyids: ["k"], threshold: 1 };
const targets = (given: Parameters<typeof Targets.fromJSON>[0]) =>
  new Metadata(Targets.fromJSON({ _type: MetadataKind.Targets, ...common, targets: {}, ...given }));
const file = { length: 1, hashes: { sha256: "00" } };
const refused = (code: string) => expect.objectContaining({ code });

describe("steps of versions", () => {
  it("may be as large as the limit and no larger", () => {
    checkVersionStep("timestamp", 5, 5 + tufLimits.versionStep);
    expect(() => checkVersionStep("timestamp", 5, 6 + tufLimits.versionStep)).toThrow(refused("registry_fast_forward"));
  });

  it("count from each role's last version, and from zero for a new one", () => {
    const before = snapshot({ "a.json": tufLimits.versionStep });
    checkSnapshotSteps(before, snapshot({ "a.json": tufLimits.versionStep + 7, "b.json": 1 }));
    expect(() => checkSnapshotSteps(before, snapshot({ "b.json": tufLimits.versionStep + 7 }))).toThrow(
      refused("registry_fast_forward"),
    );
  });
});

describe("what a role may speak of", () => {
  const above = targets({
    delegations: { keys: {}, roles: [{ ...role, name: "plugins", paths: ["index/*"], terminating: true }] },
  });
  const middle = targets({ delegations: { keys: {}, succinct_roles: { ...role, bit_length: 1, name_prefix: "bin" } } });
  const plugins = limitSpeech(above, "plugins", () => true);
  const bins = ["bin-0", "bin-1"].map((name) => limitSpeech(middle, name, plugins));

  it("is what it was given, out of what its delegator may speak of", () => {
    expect(plugins("index/a.json")).toBe(true);
    expect(plugins("index/a/b.json")).toBe(false);
    expect(bins.filter((speaks) => speaks("index/a.json"))).toHaveLength(1);
    for (const path of ["revocations.json", "reviewers.json", "registry.json"])
      expect(bins.some((speaks) => speaks(path))).toBe(false);
  });

  it("is nothing for a role that nobody has named", () => {
    expect(limitSpeech(above, "stranger", () => true)("index/a.json")).toBe(false);
  });

  it("is held against every target that it names", () => {
    checkSpeech("plugins", targets({ targets: { "index/a.json": file } }), plugins);
    expect(() =>
      checkSpeech("plugins", targets({ targets: { "index/a.json": file, "x.json": file } }), plugins),
    ).toThrow(refused("registry_extraneous"));
  });
});
