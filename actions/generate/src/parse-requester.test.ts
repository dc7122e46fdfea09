import { describe, expect, it } from "vitest";
import { parseRequester } from "./parse-requester.ts";

describe("parseRequester", () => {
  it("takes an id and its login, and GitHub's ghost for neither", () => {
    expect(parseRequester("583231", "octocat")).toEqual({ id: 583231, login: "octocat" });
    expect(parseRequester("", "")).toEqual({ id: 10_137, login: "ghost" });
  });

  it.each([
    ["583231", ""],
    ["", "octocat"],
    ["0", "octocat"],
    ["-1", "octocat"],
    ["1e3", "octocat"],
    ["9".repeat(16), "octocat"],
    ["1", "x".repeat(101)],
  ])("refuses the id %j with the login %j", (id, login) => {
    expect(() => parseRequester(id, login)).toThrow(expect.objectContaining({ code: "input_invalid" }));
  });
});
