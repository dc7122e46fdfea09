import { ForgeError } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { explainGitHubError } from "./explain-github-error.ts";

const explain = (error: unknown) =>
  explainGitHubError(error, "POST /repos/a/b/issues", "https://x.example") as ForgeError;
const answer = (status: number, reason = "words of GitHub") => Object.assign(new Error("x"), { status, reason });

describe("explainGitHubError", () => {
  it.each([
    [401, "github_token_invalid", "GITHUB_TOKEN"],
    [403, "github_refused", "access"],
    [404, "github_refused", "--repository"],
    [410, "github_refused", "--repository"],
    [422, "github_refused", "try again"],
    [429, "github_refused", "Wait"],
    [502, "github_unreachable", "in a while"],
  ])("says of %s what happened, why and what to do, and keeps the status", (status, code, hint) => {
    const error = explain(answer(status));
    expect(error).toMatchObject({ code, status, facts: { httpStatus: status } });
    expect(error.message).toContain("words of GitHub");
    expect(error.hint).toContain(hint);
  });

  it("tells a rate limit from a missing permission", () => {
    expect(explain(answer(403, "API rate limit exceeded")).hint).toContain("Wait");
  });

  it("tells silence from an answer", () => {
    const refused = new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNREFUSED" }) });
    expect(explain(refused)).toMatchObject({
      code: "github_unreachable",
      message: "Nobody answers at https://x.example (ECONNREFUSED).",
    });
    expect(explain(new DOMException("late", "TimeoutError")).code).toBe("github_unreachable");
  });

  it("leaves alone what is no call to GitHub", () => {
    const own = new ForgeError("not_now");
    expect(explain(own)).toBe(own);
  });
});
