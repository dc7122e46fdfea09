import { describe, expect, it } from "vitest";
import type { JobState } from "../job-state.ts";
import { locateInWorkspace } from "./locate-in-workspace.ts";

const job = { workspace: "/job/work", temp: "/job/temp" } as JobState;

describe("the path of a step", () => {
  it.each([
    ["out", "/job/work/out"],
    [".", "/job/work"],
    ["a/../b", "/job/work/b"],
    ["/job/temp/forge-out", "/job/temp/forge-out"],
    ["/job/work", "/job/work"],
  ])("%s is %s", (path, place) => {
    expect(locateInWorkspace(job, path)).toBe(place);
  });

  it.each(["..", "../temporary", "/job/workspace", "/job", "/etc/passwd", "a/../../home", "../work-2"])(
    "%s is refused: it lies outside",
    (path) => {
      expect(() => locateInWorkspace(job, path)).toThrow(expect.objectContaining({ code: "job_unsupported" }));
    },
  );
});
