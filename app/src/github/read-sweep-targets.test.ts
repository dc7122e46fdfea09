import { describe, expect, it } from "vitest";
import { createFakeForge, goodBody, people } from "../testing/fake-forge.ts";
import { readSweepTargets } from "./read-sweep-targets.ts";

describe("readSweepTargets", () => {
  it("lists open and lately closed requests first, then the forge's pull requests where somebody wrote", async () => {
    const forge = createFakeForge();
    forge.openIssue(people.bob, "Forge request: scale", goodBody, ["forge-request"]);
    await forge.touch(1, people.bob);
    forge.openIssue(people.bob, "The door squeaks", "a note");
    const closed = forge.openIssue(people.alice, "Forge request: lamp", goodBody, ["forge-request"]);
    closed.open = false;
    const { request, repository } = forge.context;
    const read = () => readSweepTargets(request, repository, forge.state.bot.login, new Date(forge.state.now));
    expect(await read()).toEqual([
      { kind: "sweep", number: 1 },
      { kind: "sweep", number: closed.number },
    ]);
    forge.comment(2, people.carol, "/forge status");
    expect(await read()).toContainEqual({ kind: "sweep", number: 2, onPull: true });
  });

  it("asks the same all through an hour, so that the answer can be asked for conditionally", async () => {
    const asked: unknown[] = [];
    const request = async (_: string, parameters?: Record<string, unknown>) => {
      asked.push(parameters);
      return { status: 200, data: [] };
    };
    for (const time of ["2026-11-21T10:00:00Z", "2026-11-21T10:59:59Z"])
      await readSweepTargets(request, { owner: "acme", repo: "forge" }, "plugsmith[bot]", new Date(time));
    expect(asked.slice(0, 2)).toEqual(asked.slice(2));
    expect(asked[1]).toMatchObject({ state: "closed", since: "2026-11-20T10:00:00.000Z" });
  });
});
