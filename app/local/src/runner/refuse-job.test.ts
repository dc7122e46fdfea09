import { describe, expect, it } from "vitest";
import type { LocalGitHub } from "./local-github-port.ts";
import { decideEnvironment, decideLabels } from "./refuse-job.ts";
import type { Template } from "./template.ts";
import type { JobDefinition } from "./workflow-file.ts";

const written = (value: string): Template => ({ kind: "value", value });
const job = (more: Partial<JobDefinition>) => ({ id: "work", ...more }) as JobDefinition;
const github = (protectionRules: string[]) =>
  ({ readEnvironment: () => ({ protectionRules }) }) as unknown as LocalGitHub;

describe("a job that this runner cannot run as it is written", () => {
  it("is one for machines that are not here", () => {
    expect(decideLabels(job({ runsOn: written("ubuntu-24.04") }), {})).toEqual(["ubuntu-24.04"]);
    expect(() => decideLabels(job({ runsOn: written("macos-15") }), {})).toThrow(
      expect.objectContaining({ code: "job_unsupported", message: expect.stringContaining("macos-15") }),
    );
    expect(() => decideLabels(job({ runsOn: undefined }), {})).toThrow(
      expect.objectContaining({ code: "job_unsupported" }),
    );
  });

  it("is one in an environment whose protection nobody here would enforce", () => {
    const inside = job({ environment: written("forge-publish") });
    expect(decideEnvironment(inside, {}, github([]), "acme/forge")).toBe("forge-publish");
    expect(
      decideEnvironment(job({ environment: undefined }), {}, github(["wait_timer"]), "acme/forge"),
    ).toBeUndefined();
    expect(() => decideEnvironment(inside, {}, github(["required_reviewers"]), "acme/forge")).toThrow(
      expect.objectContaining({ code: "job_unsupported", message: expect.stringContaining("required_reviewers") }),
    );
  });
});
