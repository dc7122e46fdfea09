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

  it("names the first file and how many more there are", () => {
    const [obstacle] = decideObstacles({
      name: "acme-pay",
      files: [file("a"), file("b"), file("c")],
      commitsListed: true,
    });
    expect(obstacle?.message).toMatch(/changes a and 2 more, outside plugins\/acme-pay\//u);
  });
});
