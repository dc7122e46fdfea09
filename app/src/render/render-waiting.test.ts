import { describe, expect, it } from "vitest";
import { lastAnswer, openApproved, openForge } from "../testing/command-forge.ts";
import { digestA, greenResults, people } from "../testing/fake-forge.ts";

const { bob, carol, mallory } = people;
const why = async (forge: Awaited<ReturnType<typeof openForge>>) => {
  await forge.say(1, bob, "/forge why");
  return lastAnswer(forge);
};

describe("renderWaiting", () => {
  it("names the approvers who are left, and since when the package is known", async () => {
    const forge = await openForge();
    forge.tick(1000);
    forge.endRun("forge-pipeline.yml", "success", greenResults(digestA));
    await forge.touch(1);
    forge.review(2, carol, "APPROVED");
    forge.tick(3 * 3_600_000);
    const said = await why(forge);
    expect(said).toMatch(/\*\*Since\*\* 2026-11-21 10:\d\d UTC \(3 hours\)/u);
    expect(said).toContain("**Who can unblock it:** `dave`, `alice`");
    expect(said).toContain("1 of 2");
  });

  it("says that nobody needs to act while machines work", async () => {
    expect(await why(await openForge())).toContain("nobody needs to do anything");
  });

  it("names triagers for a stranger's request, and who lifts a hold", async () => {
    const stranger = await openForge({ user: mallory });
    expect(await why(stranger)).toContain("triagers, people with write access, maintainers and administrators");
    const forge = await openApproved();
    await forge.say(1, bob, "/forge hold");
    expect(await why(forge)).toMatch(/Since\*\*.*\(0 minutes\)\n- \*\*Who can unblock it:\*\* approvers, maintainers/u);
  });

  it("names who pushes or retries after a failure", async () => {
    const forge = await openForge();
    forge.tick(1000);
    forge.endRun("forge-pipeline.yml", "failure");
    await forge.touch(1);
    forge.tick(50 * 3_600_000);
    expect(await why(forge)).toMatch(/\(2 days\)\n.*push to the branch.*the requester/u);
  });
});
