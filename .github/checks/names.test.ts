import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { listProjectFiles, listSources } from "./list-project-files.ts";

const forbidden = /(^|[-/.])(utils?|helpers?|common|misc|manager|service)([-/.]|$)/;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|e2e|deep|config|d))?\.ts$/;

describe("file names", () => {
  const sources = listSources();

  it("say what a file is for, never that it is a drawer", () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter((file) => forbidden.test(file))).toEqual([]);
  });

  it.each(["app/src/utils.ts", "app/src/string-helpers.ts", "app/common/x.ts", "app/src/job-manager.ts"])(
    "of the kind %s are caught",
    (file) => {
      expect(forbidden.test(file)).toBe(true);
    },
  );

  it("are kebab-case", () => {
    expect(sources.map((file) => basename(file)).filter((name) => !kebab.test(name))).toEqual([]);
  });

  it("differ by more than case, so that every file system can hold them", () => {
    const folded = listProjectFiles().map((file) => file.normalize("NFC").toLowerCase());
    expect(folded.filter((file, index) => folded.indexOf(file) !== index)).toEqual([]);
  });
});
