import { describe, expect, it } from "vitest";
import { createFakeForge, digestA, goodBody, greenResults, people } from "../testing/fake-forge.ts";

async function openReview() {
  const forge = createFakeForge();
  forge.openIssue(people.bob, "Forge request: scale", goodBody, ["forge-request"]);
  await forge.touch(1, people.bob);
  forge.tick(1000);
  forge.endRun("forge-pipeline.yml", "success", greenResults(digestA));
  await forge.touch(1);
  forge.tick(1000);
  forge.review(2, people.carol, "APPROVED");
  forge.review(2, people.mallory, "APPROVED");
  await forge.touch(1);
  return forge;
}

describe("renderStatus", () => {
  it("reads like this while a request waits for its second approval", async () => {
    const forge = await openReview();
    const head = forge.state.threads.get(2)?.pull?.headSha ?? "";
    const text = forge.status(1).replaceAll(head, "<head>").replaceAll(head.slice(0, 7), "<short>");
    await expect(text).toMatchFileSnapshot("golden/status-review.md");
  });

  it("reads like this when a request has problems", async () => {
    const forge = createFakeForge();
    const body = goodBody.replace("bench", "benhc").replace("0403:6001", "zzz").replace("acme-scale", "Acme Scale");
    forge.openIssue(people.bob, "Forge request: scale", body, ["forge-request"]);
    await forge.touch(1, people.bob);
    await expect(forge.status(1)).toMatchFileSnapshot("golden/status-invalid.md");
  });

  it("the pull request says what it is, may do and how to go on", async () => {
    const forge = await openReview();
    await expect(forge.state.threads.get(2)?.body).toMatchFileSnapshot("golden/pull-request.md");
  });

  it("counts what the static analysis found, in one short piece, and is silent when it found nothing", async () => {
    const show = async (errors: number, warnings: number) => {
      const forge = createFakeForge();
      forge.openIssue(people.bob, "Forge request: scale", goodBody, ["forge-request"]);
      await forge.touch(1, people.bob);
      forge.tick(1000);
      const analysis = { files: 3, lines: 90, errors, warnings, notes: 2, allowed: 0, findings: [] };
      const results = greenResults(digestA).map((result) =>
        result.step === "sandbox" ? { ...result, analysis } : result,
      );
      forge.endRun("forge-pipeline.yml", "success", results);
      await forge.touch(1);
      return forge.status(1);
    };
    expect(await show(0, 2)).toMatch(/\| Sandbox \| ✅ \| .*static analysis: 2 warnings/u);
    expect(await show(1, 1)).toContain("static analysis: 1 error, 1 warning");
    expect(await show(0, 0)).not.toContain("static analysis");
  });

  it("shows packages that nobody could check as no pass, and says nothing of a plugin without any", async () => {
    const show = async (audit: "nothing" | "clean" | "unchecked") => {
      const forge = createFakeForge();
      forge.openIssue(people.bob, "Forge request: scale", goodBody, ["forge-request"]);
      await forge.touch(1, people.bob);
      forge.tick(1000);
      const left = {
        ecosystem: "npm",
        name: "left-pad",
        version: "1.3.0",
        scope: "runtime",
        state: "unchecked",
      } as const;
      const unchecked = audit === "unchecked" ? [{ ecosystem: "npm" as const, packages: 1, why: "no connection" }] : [];
      const packages = audit === "nothing" ? [] : [left];
      const dependencies = { audit, locks: [], packages, unchecked, advisories: [] };
      const results = greenResults(digestA).map((result) =>
        result.step === "build" ? { ...result, dependencies } : result,
      );
      forge.endRun("forge-pipeline.yml", "success", results);
      await forge.touch(1);
      return forge.status(1);
    };
    expect(await show("unchecked")).toMatch(/\| Build \| ⚠️ \| .*dependency audit could not be checked/u);
    expect(await show("clean")).toMatch(/\| Build \| ✅ \| .*1 package, no known vulnerability/u);
    expect(await show("nothing")).not.toMatch(/package, |audit/u);
  });

  it("leads to the pictures of the shop, which GitHub shows in no comment", async () => {
    const forge = createFakeForge();
    forge.openIssue(people.bob, "Forge request: scale", goodBody, ["forge-request"]);
    await forge.touch(1, people.bob);
    forge.tick(1000);
    const artifacts = ["settings-desktop", "settings-phone"].map((page) => ({
      ...{ name: `pictures/${page}.png`, path: `sandbox/pictures/${page}.png` },
      ...{ digest: digestA, size: 1 },
    }));
    const results = greenResults(digestA).map((result) =>
      result.step === "sandbox" ? { ...result, artifacts } : result,
    );
    forge.endRun("forge-pipeline.yml", "success", results);
    await forge.touch(1);
    expect(forge.status(1)).toMatch(/\| Sandbox \| ✅ \| .*\[2 pictures\]\(https:[^)]*\/runs\/\d+#artifacts\)/u);
  });

  it("mentions people only in hand-overs", async () => {
    const forge = await openReview();
    expect(forge.status(1)).not.toMatch(/@[a-z]/u);
    expect(forge.told(1).join("\n")).toContain("@bob Your request is accepted");
    expect(forge.told(1).join("\n")).toContain("@carol @dave @alice The pipeline of #2 is green");
  });
});
