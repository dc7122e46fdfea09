import { describe, expect, it } from "vitest";
import { parseInitOptions, parsePerson, parseRemote } from "./parse-init-options.ts";

describe("parsePerson", () => {
  it("takes the numeric id and the login", () => {
    expect(parsePerson("583231:octocat")).toEqual({ id: 583_231, login: "octocat" });
  });

  it.each(["octocat", "0:octocat", "1:", "1:-x", "1:a b", "x:octocat"])("refuses %s", (word) => {
    expect(() => parsePerson(word)).toThrow(expect.objectContaining({ code: "wrong_usage" }));
  });
});

describe("parseRemote", () => {
  it.each([
    ["https://github.com/acme/forge.git", "acme/forge"],
    ["git@github.com:acme/forge.git\n", "acme/forge"],
    ["ssh://git@github.com/acme/my.forge", "acme/my.forge"],
    ["/srv", undefined],
  ])("reads %s", (address, expected) => {
    expect(parseRemote(address)).toBe(expected);
  });
});

describe("parseInitOptions", () => {
  const given = { plugsmith: "acme/plugsmith", plugsmithSha: "0".repeat(40), approver: ["1:ada", "2:lin"] };

  it("takes the repository of the clone unless another is named", () => {
    expect(parseInitOptions(given, "acme/forge").repository).toBe("acme/forge");
    expect(parseInitOptions({ ...given, repository: "acme/other" }, "acme/forge").repository).toBe("acme/other");
    expect(() => parseInitOptions(given, undefined)).toThrow(expect.objectContaining({ code: "wrong_usage" }));
  });

  it("names people or a team as approvers, and always who holds the role now", () => {
    expect(parseInitOptions(given, "a/b").approvers).toEqual({
      users: [
        { id: 1, login: "ada" },
        { id: 2, login: "lin" },
      ],
    });
    const team = parseInitOptions({ ...given, approverTeam: "approvers" }, "a/b");
    expect(team.approvers).toEqual({ team: "approvers" });
    expect(team.reviewers).toHaveLength(2);
  });

  it("begins no forge whose signing mode lacks what it needs", () => {
    const signing = (mode: string, keys: string[] = []) =>
      parseInitOptions({ ...given, signing: mode }, "a/b", keys).signing;
    const refused = expect.objectContaining({ code: "wrong_usage" });
    expect(signing("key", ["pem"])).toEqual({ mode: "key", keys: ["pem"] });
    for (const [mode, keys] of [
      ["key", []],
      ["keyless-public", ["pem"]],
      ["pkcs11", ["pem"]],
      ["vault", []],
    ] as const)
      expect(() => signing(mode, [...keys])).toThrow(refused);
  });
});
