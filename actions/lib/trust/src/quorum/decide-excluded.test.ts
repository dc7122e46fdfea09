import { describe, expect, it } from "vitest";
import { type CommitFact, type CommitPerson, decideExcluded } from "./decide-excluded.ts";

const forgeLogin = "plugsmith[bot]";
const person = (id: number | null, login: string, email = `${login}@example.org`): CommitPerson => ({
  account: id === null ? null : { id, login },
  name: login,
  email,
});
const forge = person(99, forgeLogin);
const commit = (given: Partial<CommitFact> = {}): CommitFact => ({
  author: forge,
  committer: forge,
  message: "feat: make it",
  ...given,
});
const decide = (commits: CommitFact[], more = {}) =>
  decideExcluded({ requester: { id: 5, login: "rita" }, commits, forgeLogin, ...more });
const reasons = (commits: CommitFact[], more = {}) =>
  decide(commits, more).map((entry) => `${entry.id ?? "-"} ${entry.login} ${entry.reason}`);

describe("decideExcluded", () => {
  it("excludes the requester and the forge when only the forge committed", () => {
    expect(reasons([commit()])).toEqual(["5 rita requester", "99 plugsmith[bot] forge", "- plugsmith[bot] forge"]);
  });

  it("excludes authors, committers and pushers by their numeric id", () => {
    const commits = [commit({ author: person(6, "ada"), committer: person(7, "bob") })];
    expect(reasons(commits, { pushers: [{ id: 8, login: "eve" }] })).toEqual(
      expect.arrayContaining(["6 ada author", "7 bob committer", "8 eve pusher"]),
    );
  });

  it("knows nobody but the forge where nobody asked, and calls the forge's own push the forge's", () => {
    const pushers = [{ id: 99, login: "Plugsmith[bot]" }];
    expect(reasons([], { requester: null, pushers })).toEqual(["99 Plugsmith[bot] forge", "- plugsmith[bot] forge"]);
  });

  it("keeps a co-author out by the login as well as by the number that the address claims", () => {
    const message = "feat: x\n\nCo-authored-by: Ada <7777+ada@users.noreply.github.com>";
    expect(reasons([commit({ message })])).toEqual(expect.arrayContaining(["7777 ada co_author", "- ada co_author"]));
  });

  it.each([
    ["Co-authored-by: Ada <6+ada@users.noreply.github.com>", "6 ada co_author"],
    ["co-AUTHORED-by:Ada <6+ada@users.noreply.github.com>", "6 ada co_author"],
    ["  Co-authored-by: Ada <6+ada@users.noreply.github.com>\r", "6 ada co_author"],
    ["Co-authored-by: Ada <ada@users.noreply.github.com>", "- ada co_author"],
    ["Co-authored-by: ada <ada@corp.example>", "- ada co_author"],
  ])("reads the trailer %j", (line, expected) => {
    const message = `feat: x\n\ntext\n${line}\nmore text after the trailer`;
    expect(reasons([commit({ message })])).toContain(expected);
  });

  it("names an author who is linked to no account", () => {
    expect(reasons([commit({ author: person(null, "Mallory", "m@nowhere.example") })])).toContain(
      "- Mallory <m@nowhere.example> unknown_author",
    );
  });

  it("does not take a commit for the forge's because its author calls himself so", () => {
    expect(reasons([commit({ author: person(null, forgeLogin, "m@nowhere.example") })])).toContain(
      "- plugsmith[bot] <m@nowhere.example> unknown_author",
    );
  });

  it("knows the forge by its no-reply address where GitHub links nothing", () => {
    const author = person(null, forgeLogin, "99+plugsmith[bot]@users.noreply.github.com");
    expect(decide([commit({ author })]).map((entry) => entry.reason)).not.toContain("unknown_author");
  });

  it("leaves out GitHub's web editor, which commits for everybody", () => {
    const commits = [commit({ author: person(6, "ada"), committer: person(19864447, "web-flow") })];
    expect(reasons(commits)).not.toContain("19864447 web-flow committer");
  });
});
