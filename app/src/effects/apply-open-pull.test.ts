import { describe, expect, it } from "vitest";
import { createFakeForge, goodBody, people } from "../testing/fake-forge.ts";
import { pushFiles } from "../testing/fake-github-state.ts";

/** A forge whose process ended after it opened the pull request and before it wrote that to the log. */
async function openHalf() {
  const forge = createFakeForge();
  forge.openIssue(people.bob, "Forge request: scale", goodBody, ["forge-request"]);
  const append = forge.audit.append.bind(forge.audit);
  forge.audit.append = () => Promise.reject(new Error("the process died"));
  await expect(forge.touch(1, people.bob)).rejects.toThrow("died");
  forge.audit.append = append;
  return forge;
}

describe("a pull request that was opened and not written to the log", () => {
  it("is gone on with", async () => {
    const forge = await openHalf();
    await forge.touch(1, people.bob);
    expect([...forge.state.threads.values()].filter((thread) => thread.pull)).toHaveLength(1);
    expect(forge.status(1)).toContain("#2");
    expect(forge.audit.records.filter((record) => record.kind === "request_accepted")).toHaveLength(1);
  });

  it("holds no change of the base that moved meanwhile, and says what the text says now", async () => {
    const forge = await openHalf();
    const moved = pushFiles(forge.state, "main", { "README.md": "moved" }, people.maintainer);
    Object.assign(forge.state.threads.get(1) ?? {}, { body: goodBody.replace("acme-scale", "acme-balance") });
    await forge.touch(1, people.bob);
    const pull = forge.state.threads.get(2);
    expect(forge.state.commits.get(pull?.pull?.headSha ?? "")?.parents).toContain(moved);
    expect(pull?.title).toContain("acme-balance");
  });
});
