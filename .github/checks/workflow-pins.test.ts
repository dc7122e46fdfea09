import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { findUnpinned } from "./find-unpinned.ts";
import { listProjectFiles, readProjectFile } from "./list-project-files.ts";

const files = listProjectFiles();
const workflows = files.filter((file) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file));
const composites = files.filter((file) => /(^|\/)action\.ya?ml$/.test(file) && !/\/(packs|fixtures)\//.test(file));

describe("workflows of this repository", () => {
  it("are seen", () => {
    expect(workflows.length).toBeGreaterThanOrEqual(2);
  });

  it.each([...workflows, ...composites])(
    "%s uses every foreign action by its commit, with the version beside it",
    (file) => {
      expect(findUnpinned(readProjectFile(file))).toEqual([]);
    },
  );

  it.each(workflows)("%s gives no permission at the top", (file) => {
    const workflow = load(readProjectFile(file)) as { permissions?: unknown };
    expect(workflow.permissions).toEqual({});
  });

  it.each(workflows)("%s never starts on pull_request_target", (file) => {
    const workflow = load(readProjectFile(file)) as { on?: unknown };
    expect(JSON.stringify(workflow.on ?? null)).not.toContain("pull_request_target");
  });

  it("would be caught with a tag, a branch, a short commit or a commit without its version", () => {
    const sha = "0123456789abcdef0123456789abcdef01234567";
    const bad = [
      "actions/checkout@v7",
      "actions/checkout@main",
      "a/b/c@0123456",
      `actions/checkout@${sha}`,
      "docker://alpine:3",
    ];
    for (const uses of bad) expect(findUnpinned(`steps:\n  - uses: ${uses}\n`), uses).toHaveLength(1);
    const good = [`actions/checkout@${sha} # v7.0.0`, "./actions/build", "$/actions/build"];
    for (const uses of good) expect(findUnpinned(`steps:\n  - uses: ${uses}\n`), uses).toEqual([]);
  });
});
