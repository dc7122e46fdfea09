import { describe, expect, it } from "vitest";
import { createFakeForge, goodBody, people } from "../testing/fake-forge.ts";

describe("a command that is in the log and was never answered", () => {
  it("is answered as it would have been, and not run again", async () => {
    const forge = createFakeForge();
    forge.openIssue(people.bob, "Forge request: scale", goodBody, ["forge-request"]);
    await forge.touch(1, people.bob);
    await forge.say(1, people.maintainer, "/forge hold until Monday");
    const answer = forge.state.comments.at(-1);
    expect(answer?.body).toContain("On hold");
    forge.state.comments = forge.state.comments.filter((comment) => comment !== answer);
    await forge.send(1, { kind: "sweep", number: 1 });
    expect(forge.state.comments.at(-1)?.body).toBe(answer?.body);
    expect(forge.audit.records.filter(({ kind }) => kind === "hold")).toHaveLength(1);
  });
});
