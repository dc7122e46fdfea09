import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { waitFor } from "../forge/wait-for.ts";
import { type DoorWorld, openDoorWorld } from "./open-door-world.ts";
import { type FatalWay, openFatalWay } from "./open-fatal-way.ts";

const body = "### cms\n\nnode\n\n### name\n\nshop-hook\n\n### description\n\nWebhooks for the Acme shop\n";

describe("a bot whose process is killed with SIGKILL", () => {
  let world: DoorWorld;
  let way: FatalWay | undefined;
  beforeEach(async () => {
    world = await openDoorWorld(undefined, async (url) => {
      way = await openFatalWay(url);
      return way.url;
    });
  }, 60_000);
  afterEach(async () => {
    await world.close();
    way?.close();
  });

  async function readOutcome() {
    const person = world.as("admin");
    const { data: threads } = await person.request("GET /repos/{owner}/{repo}/issues", {
      ...person.repository,
      state: "all",
    });
    const { data: comments } = await person.request("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
      ...person.repository,
      issue_number: 1,
    });
    const kinds = (comments as { body: string }[]).map((comment) => /^<!-- plugsmith:(\S+) (\S*)/u.exec(comment.body));
    return {
      pulls: (threads as { pull_request?: unknown }[]).filter((thread) => thread.pull_request).length,
      comments: kinds.map((found) => `${found?.[1]} ${found?.[2]?.replace(/[0-9a-f]{40}$/u, "")}`).sort(),
      dispatched: world.dispatched.map((title) => title.replace(/[0-9a-f]{40}$/u, "")),
    };
  }

  it.each<[string, RegExp, boolean]>([
    ["before the branch is made", /^POST .*\/git\/refs$/u, false],
    ["after the branch is made", /^POST .*\/git\/refs$/u, true],
    ["after the pull request is opened", /^POST .*\/pulls$/u, true],
    ["after the pipeline is dispatched", /^POST .*\/dispatches$/u, true],
    ["after the status comment is written", /^POST .*\/issues\/\d+\/comments$/u, true],
  ])(
    "%s goes on when it is started again",
    async (_, write, taken) => {
      way?.arm(write, taken, () => world.killBot());
      await world.as("requester").openIssue("Forge request: shop-hook", body);
      await waitFor("the bot to die", async () => way?.sprung, { timeoutMs: 20_000 });
      await world.restartBot();
      await waitFor("the review to be asked for", async () => (await readOutcome()).comments.length >= 3, {
        timeoutMs: 20_000,
      });
      await world.settle();
      expect(await readOutcome()).toEqual({
        pulls: 1,
        comments: ["note accepted", "note review-", "status -->"],
        dispatched: ["forge-pipeline.yml shop-hook "],
      });
    },
    60_000,
  );
});
