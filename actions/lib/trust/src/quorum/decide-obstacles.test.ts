import { describe, expect, it } from "vitest";
import { decideObstacles } from "./decide-obstacles.ts";

const file = (path: string, previousPath: string | null = null) => ({ path, previousPath });
const reasons = (files: Parameters<typeof decideObstacles>[0]["files"], commitsListed = true) =>
  decideObstacles({ name: "acme-pay", files, commitsListed }).map(({ reason }) => reason);

describe("decideObstacles", () => {
  it("finds nothing in the way of a change inside the plugin's folder", () => {
    expect(reasons([file("plugins/acme-pay/plugin.json"), file("plugins/acme-pay/a/b", "plugins/acme-pay/c")])).toEqual(
      [],
    );
  });

  it.each([
    [file(".github/forge.yml")],
    [file("plugins/acme-pay-evil/x")],
    [file("plugins/acme-pay")],
    [file("Plugins/acme-pay/x")],
    [file("plugins/acme-pay/../other/x")],
    [file("plugins/acme-pay/x", "src/x")],
  ])("stops at %j", (stray) => {
    expect(reasons([file("plugins/acme-pay/plugin.json"), stray])).toEqual(["files_outside"]);
  });

  it("stops where files or commits cannot all be listed", () => {
    expect(reasons(null)).toEqual(["files_outside"]);
    expect(reasons([file("plugins/acme-pay/x")], false)).toEqual(["commits_unlisted"]);
  });

  it("tells what is in the way, of long lists and long paths only as much as a person needs", () => {
    const shapes = [
      { files: [file("a"), file("b"), file("c", "a")], commitsListed: true },
      { files: [file(`src/${"x".repeat(200)}`)], commitsListed: true },
      { files: null, commitsListed: false },
    ];
    expect(shapes.flatMap((shape) => decideObstacles({ name: "acme-pay", ...shape }))).toEqual([
      {
        login: "",
        reviewId: null,
        reason: "files_outside",
        message: "The pull request changes a and 2 more, outside plugins/acme-pay/; take that out of the branch.",
      },
      {
        login: "",
        reviewId: null,
        reason: "files_outside",
        message: `The pull request changes src/${"x".repeat(116)}, outside plugins/acme-pay/; take that out of the branch.`,
      },
      {
        login: "",
        reviewId: null,
        reason: "files_outside",
        message:
          "The pull request changes more files than GitHub lists, so they cannot be checked; make the plugin smaller.",
      },
      {
        login: "",
        reviewId: null,
        reason: "commits_unlisted",
        message:
          "The pull request has more commits than GitHub lists, so not all authors are known; squash the branch.",
      },
    ]);
  });
});
