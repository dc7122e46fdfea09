import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DoorWorld, openDoorWorld } from "./open-door-world.ts";
import { playReviewStep, type SequenceState } from "./play-review-step.ts";
import { reviewSequences } from "./review-sequences.ts";

const body = (name: string) =>
  `### cms\n\nnode\n\n### name\n\n${name}\n\n### description\n\nWebhooks for the Acme shop\n`;

describe("reviews, over the real server", () => {
  let world: DoorWorld;
  const states: SequenceState[] = [];

  beforeAll(async () => {
    world = await openDoorWorld((yaml) =>
      yaml.replace("openPerPerson: 2", "openPerPerson: 50").replace("perDay: 20", "perDay: 500"),
    );
    const admin = world.as("admin");
    const { data } = await admin.request("GET /repos/{owner}/{repo}/git/ref/heads/main", admin.repository);
    const { sha } = (data as { object: { sha: string } }).object;
    const ref = { ...admin.repository, ref: "refs/heads/elsewhere", sha };
    await admin.request("POST /repos/{owner}/{repo}/git/refs", ref);
    const rosa = world.as("requester");
    const issues = [];
    for (const index of reviewSequences.keys()) {
      const name = `sequence-${index}`;
      issues.push({ name, number: (await rosa.openIssue(`Forge request: ${name}`, body(name))).number });
    }
    await world.settle();
    for (const { name, number } of issues) {
      const pull = await rosa.pullOf(`forge/request-${number}`);
      if (!pull) throw new Error(`${name} got no pull request`);
      states.push({
        request: number,
        pull: pull.number,
        name,
        firstHead: pull.head.sha,
        lastComment: new Map(),
        lastReview: new Map(),
      });
    }
    const longest = Math.max(...reviewSequences.map(({ steps }) => steps.length));
    for (let turn = 0; turn < longest; turn += 1) {
      for (const [index, { steps }] of reviewSequences.entries()) {
        const step = steps[turn];
        const state = states[index];
        if (step && state) await playReviewStep(world, state, step);
      }
      await world.settle();
    }
  }, 240_000);
  afterAll(() => world.close());

  it.each(reviewSequences.map((sequence, index) => [sequence.title, sequence, index] as const))(
    "%s",
    async (_, { approvals, published }, index) => {
      const state = states[index] as SequenceState;
      const ada = world.as("approver1");
      const pull = await ada.readPull(state.pull);
      const started = world.dispatched.filter((run) => run === `forge-publish.yml ${state.name} ${pull.head.sha}`);
      expect(started).toHaveLength(published);
      expect(world.dispatched.filter((run) => run.startsWith(`forge-publish.yml ${state.name} `))).toHaveLength(
        published,
      );
      if (approvals !== undefined) {
        const check = await ada.checkRun(pull.head.sha, "forge / approvals");
        expect(check?.output.title).toBe(approvals.includes("approvals") ? approvals : `${approvals} approvals`);
      }
      const comments = await ada.comments(state.request);
      expect(comments.filter(({ body: text }) => text.startsWith("<!-- plugsmith:status -->"))).toHaveLength(1);
    },
  );

  it("asks GitHub for nothing that its description does not know", () => {
    expect(world.github.violations).toEqual([]);
  });
});
