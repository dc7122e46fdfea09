import { describe, expect, it } from "vitest";
import { listSources, readProjectFile } from "./list-project-files.ts";

/** Logic files without a test beside them may only become fewer: lower this number when you add one. */
const mostUntested = 296;

const sources = listSources();
const all = new Set(sources);
/** Entries, surfaces, wiring, and what tests are made of: other tests run them, or there is nothing to test. */
const notLogic =
  /(^|\/)(main|index|testing|child-entry|app)\.ts$|\/testing\/|\/fake-|\.(test|d|deep|config)\.ts$|^vitest\.config|^(bench|\.github)\//;

/** Files that only declare types have nothing that could fail. */
const onlyTypes = (source: string) => !/^(export )?(async )?(function|const|let|class)\b|^await\b/m.test(source);

describe("logic files", () => {
  const logic = sources.filter((file) => !notLogic.test(file) && !onlyTypes(readProjectFile(file)));
  const untested = logic.filter((file) => !all.has(file.replace(/\.ts$/, ".test.ts")));

  it("are found", () => {
    expect(logic.length).toBeGreaterThan(50);
  });

  it(`have a test beside them, all but ${mostUntested}`, () => {
    if (untested.length > mostUntested) console.log(untested.join("\n"));
    expect(untested.length).toBeLessThanOrEqual(mostUntested);
  });
});
