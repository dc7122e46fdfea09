import type { Account } from "../facts/facts.ts";
import type { HintSubject } from "../hints/hint.ts";
import {
  createFakeForge,
  digestA,
  type FakeForge,
  goodBody,
  greenResults,
  people,
  publishAsWorkflow,
} from "./fake-forge.ts";
import { pushFiles } from "./fake-github-state.ts";

/** What a delivery says. */
export interface StoryEvent {
  readonly subject: HintSubject;
  readonly actor: Account | null;
}

/** Something that people or workflows do, and the event that GitHub tells of it. */
export interface StoryStep {
  readonly name: string;
  act(forge: FakeForge): StoryEvent;
}

export interface Story {
  readonly name: string;
  readonly config?: string;
  readonly steps: readonly StoryStep[];
}

const { alice, bob, carol, dave, mallory, maintainer } = people;
const request = 1;
const pullOf = (forge: FakeForge) =>
  [...forge.state.threads.values()].find((thread) => thread.pull?.head === `forge/request-${request}`)?.number ?? 0;

const open = (user: Account, body = goodBody): StoryStep => ({
  name: `${user.login} opens the request`,
  act(forge) {
    forge.openIssue(user, "Forge request: scale", body, ["forge-request"]);
    return { subject: { kind: "thread", number: request }, actor: user };
  },
});

const edit = (user: Account, body: string): StoryStep => ({
  name: `${user.login} edits the request`,
  act(forge) {
    Object.assign(forge.state.threads.get(request) ?? {}, { body });
    return { subject: { kind: "thread", number: request }, actor: user };
  },
});

const say = (user: Account, body: string, where: "issue" | "pull" = "issue"): StoryStep => ({
  name: `${user.login} comments ${body} on the ${where}`,
  act(forge) {
    const number = where === "issue" ? request : pullOf(forge);
    const commentId = forge.comment(number, user, body);
    return { subject: { kind: "comment", number, commentId, body, onPull: where === "pull" }, actor: user };
  },
});

const end = (workflow: string, conclusion: string, results = greenResults(digestA)): StoryStep => ({
  name: `${workflow} ends with ${conclusion}`,
  act(forge) {
    const { title } = forge.endRun(workflow, conclusion, conclusion === "success" ? results : []);
    return { subject: { kind: "run", workflow, title }, actor: null };
  },
});

const review = (user: Account): StoryStep => ({
  name: `${user.login} approves`,
  act(forge) {
    forge.tick(1000);
    forge.review(pullOf(forge), user, "APPROVED");
    return { subject: { kind: "thread", number: pullOf(forge), request }, actor: user };
  },
});

const push: StoryStep = {
  name: "the maintainer pushes to the pull request",
  act(forge) {
    const pushed = pushFiles(forge.state, "forge/request-1", { "plugins/acme-scale/README.md": "more" }, maintainer);
    return { subject: { kind: "thread", number: pullOf(forge), request, pushed }, actor: maintainer };
  },
};

const publish = (status: "active" | "suspended" | "revoked", workflow: string): StoryStep => ({
  name: `${workflow} makes the version ${status}`,
  act(forge) {
    publishAsWorkflow(forge, request, status);
    const { title } = forge.endRun(workflow, "success");
    return { subject: { kind: "run", workflow, title }, actor: null };
  },
});

const toGreen = [open(bob), end("forge-pipeline.yml", "success")];
const toApproved = [...toGreen, review(carol), review(dave)];

/** Lives of a request that together pass every kind of write. */
export const stories: readonly Story[] = [
  {
    name: "from issue to published version",
    steps: [...toApproved, say(carol, "/forge publish"), publish("active", "forge-publish.yml")],
  },
  {
    name: "published, suspended, revoked",
    steps: [
      ...toApproved,
      say(carol, "/forge publish dry-run=true"),
      end("forge-publish.yml", "success", []),
      say(dave, "/forge publish", "pull"),
      publish("active", "forge-publish.yml"),
      say(carol, "/forge revoke it drifts"),
      publish("suspended", "forge-registry.yml"),
      say(dave, "/forge revoke confirm"),
      publish("revoked", "forge-registry.yml"),
    ],
  },
  {
    name: "failed, retried, pushed, held, cancelled",
    steps: [
      open(bob),
      end("forge-pipeline.yml", "failure"),
      say(bob, "/forge retry test"),
      end("forge-pipeline.yml", "success"),
      review(carol),
      push,
      say(maintainer, "/forge hold wait for the audit\n/forge status"),
      say(maintainer, "/forge unhold"),
      say(mallory, "/forge cancel"),
      say(bob, "/forge cancel"),
    ],
  },
  {
    name: "a stranger's request, corrected, accepted, published by itself",
    config: "publish: {automatic: true}\n",
    steps: [
      open(mallory, goodBody.replace("bench", "benhc")),
      edit(mallory, goodBody),
      say(alice, "/forge accept\n/forge why"),
      end("forge-pipeline.yml", "success"),
      review(carol),
      review(dave),
      end("forge-publish.yml", "failure"),
      say(carol, "/forge retry publish"),
      publish("active", "forge-publish.yml"),
    ],
  },
];

export const openStory = (story: Story): FakeForge =>
  createFakeForge(story.config === undefined ? {} : { config: story.config });
