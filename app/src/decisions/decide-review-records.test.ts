import { describe, expect, it } from "vitest";
import { createFakeForge, digestA, goodBody, greenResults, people } from "../testing/fake-forge.ts";
import { pushFiles } from "../testing/fake-github-state.ts";

const { bob, carol, dave, mallory } = people;

async function openGreen() {
  const forge = createFakeForge();
  const { number } = forge.openIssue(bob, "Forge request: scale", goodBody, ["forge-request"]);
  await forge.touch(number, bob);
  forge.tick(1000);
  forge.endRun("forge-pipeline.yml", "success", greenResults(digestA));
  await forge.touch(number);
  forge.tick(1000);
  const pull = [...forge.state.threads.values()].find((thread) => thread.pull)?.number ?? 0;
  const kept = (kind: string) => forge.audit.records.filter((record) => record.kind === kind);
  return { forge, number, pull, kept };
}

describe("the log of reviews", () => {
  it("keeps who made the quorum of which commit and digest, once for each set of approvals", async () => {
    const { forge, number, pull, kept } = await openGreen();
    forge.review(pull, carol, "APPROVED");
    await forge.touch(number);
    expect(kept("quorum_reached")).toEqual([]);
    forge.review(pull, dave, "APPROVED");
    await forge.touch(number);
    await forge.touch(number);
    const headSha = forge.state.threads.get(pull)?.pull?.headSha;
    expect(kept("quorum_reached")).toMatchObject([
      {
        actor: null,
        headSha,
        digest: digestA,
        approvals: [{ login: "carol" }, { login: "dave" }],
        data: { required: 2 },
      },
    ]);
    const [reviews] = kept("quorum_reached").map(({ approvals }) => approvals?.map(({ reviewId }) => reviewId));
    expect(reviews).toEqual(forge.state.reviews.map(({ id }) => id));
    forge.review(pull, people.alice, "APPROVED");
    await forge.touch(number);
    expect(kept("quorum_reached").map(({ approvals }) => approvals?.length)).toEqual([2, 3]);
  });

  it("keeps each review that does not count, with the person and the reason, once for each reason", async () => {
    const { forge, number, pull, kept } = await openGreen();
    for (const user of [mallory, carol]) forge.review(pull, user, "APPROVED");
    await forge.touch(number);
    await forge.touch(number);
    expect(kept("review_uncounted")).toMatchObject([{ actor: { login: "mallory" } }]);
    pushFiles(forge.state, "forge/request-1", { "plugins/acme-scale/README.md": "more" }, people.maintainer);
    await forge.touch(number);
    expect(kept("review_uncounted").slice(1)).toMatchObject([
      { actor: { login: "carol" }, data: { reason: "stale_commit" } },
    ]);
  });

  it("stops writing down a person who is refused without end, and goes on with the others", async () => {
    const { forge, number, kept } = await openGreen();
    await forge.touch(number);
    for (let round = 0; round < 25; round += 1) await forge.say(number, mallory, "/forge publish");
    const refused = kept("command_refused");
    expect(refused).toHaveLength(20);
    expect(refused.at(-1)?.data).toMatchObject({ last: true });
    await forge.say(number, carol, "/forge publish");
    expect(kept("command_refused")).toHaveLength(21);
  });
});
