import { describe, expect, it } from "vitest";
import { listSources, readProjectFile } from "./list-project-files.ts";

/** Anything that could unpack a zip. */
const unpacks =
  /\b(?:unzip(?:Sync)?|Unzip|AsyncUnzip\w*|inflateRaw(?:Sync)?|createInflateRaw|createUnzip)\b|from "yauzl"/;

/** Readers beside the gate, none of which ever sees a package that somebody will load. */
const others: Readonly<Record<string, string>> = {
  "app/src/github/read-results.ts": "step results of a run, parsed as data under limits",
  "actions/lib/trust/src/github/read-results-zip.ts": "step results of the approved run, parsed as data under limits",
  "actions/sandbox/src/cms/apply-cms-parts.ts":
    "WordPress and its SQLite driver, from packages that the lockfile's digests pin",
  "actions/sandbox/src/cms/platforms/woocommerce/apply-release-zip.ts":
    "a WooCommerce whose digest the operator gave; it runs only behind the boundary",
  "actions/sandbox/src/cms/platforms/woocommerce/read-release-zip.ts": "the one file of it that says what it is",
  "actions/lib/analysis/src/fold/decoders.ts":
    "literals of a plugin's source, at most 64 KiB each, only to be looked at",
  "app/local/src/runner/builtins/download-artifact.ts": "what the local runner's own upload-artifact packed",
};

describe("zip archives", () => {
  const shipped = listSources().filter((file) => !/\.test\.ts$|\/testing\/|^bench\/|^\.github\//.test(file));
  const readers = shipped.filter((file) => unpacks.test(readProjectFile(file)));

  it("are unpacked by the archive gate and nowhere else", () => {
    const gate = readers.filter((file) => file.startsWith("actions/lib/trust/src/archive/"));
    expect(gate.length).toBeGreaterThan(1);
    expect(readers.filter((file) => !gate.includes(file)).sort()).toEqual(Object.keys(others).sort());
  });

  it.each([
    ["package", "actions/package/src/package-plugin.ts", "readArchive"],
    ["sign", "actions/sign/src/sign-package.ts", "verifyPackage"],
    ["publish", "actions/publish/src/release/gather-release.ts", "verifyPackage"],
    ["inspect", "app/cli/src/verbs/inspect.ts", "readArchive"],
    ["verify", "app/cli/src/verbs/verify.ts", "verifyPackage"],
    ["the agent", "runner-agent/src/store/verify-release.ts", "verifyPackage"],
    ["verifyPackage", "actions/lib/trust/src/bundle/verify-package.ts", "readArchive"],
  ])("pass the gate in %s", (_, file, gate) => {
    expect(readProjectFile(file)).toMatch(new RegExp(`\\b${gate}\\(`));
  });
});
