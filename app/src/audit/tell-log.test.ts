import { ForgeError } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { createFakeForge, goodBody, people } from "../testing/fake-forge.ts";
import { isLogError, tellLog } from "./tell-log.ts";

const broken = new ForgeError("audit_invalid", {
  message: "forge/audit, commit abc: <b>@everyone</b>",
  hint: "`plugsmith audit verify` names it.",
});
function open() {
  const forge = createFakeForge();
  const { number } = forge.openIssue(people.bob, "Forge request: scale", goodBody, ["forge-request"]);
  const hint = (body: string) => ({
    delivery: "d",
    repository: forge.context.repository,
    actor: people.bob,
    subject: { kind: "comment", number, commentId: 9, body, onPull: false } as const,
  });
  const check = () => forge.state.checks.filter((one) => one.name === "forge / audit");
  return { forge, number, hint, check };
}

describe("tellLog", () => {
  it("paints the default branch red, and answers who gave a command, once", async () => {
    const { forge, number, hint, check } = open();
    for (const _ of [1, 2]) await tellLog(forge.context, hint("/forge status"), broken);
    expect(check()).toMatchObject([
      {
        headSha: forge.state.branches.get("main"),
        conclusion: "failure",
        output: { title: "The forge decides nothing" },
      },
    ]);
    expect(forge.told(number)).toHaveLength(1);
    expect(forge.told(number)[0]).toContain("`plugsmith audit verify` names it.");
    expect(forge.told(number)[0]).not.toContain("@everyone");
  });

  it("does not write under comments that ask for nothing, and turns green when the log holds again", async () => {
    const { forge, number, hint, check } = open();
    await tellLog(forge.context, hint("hello"), broken);
    await tellLog(forge.context, hint("hello"), null);
    expect(forge.told(number)).toEqual([]);
    expect(check()).toMatchObject([{ conclusion: "success" }]);
  });

  it("is about the log only", () => {
    expect([isLogError(broken), isLogError(new ForgeError("git_failed"))]).toEqual([true, false]);
  });
});
