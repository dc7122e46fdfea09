import { ForgeError } from "@plugsmith/schemas";
import type { PersonClient } from "../../forge/person-client.ts";
import { waitFor } from "../../forge/wait-for.ts";
import { waitForStatus } from "./open-request.ts";
import type { OpenRequest, Stagehand } from "./scene.ts";

const approvals = "forge / approvals";

/** Waits until the approvals check of the request's head says `n/2`. */
async function waitForCount(hand: Stagehand, request: OpenRequest, count: string): Promise<void> {
  let last = "";
  await waitFor(
    `${approvals} ${count}`,
    async () => {
      const run = await hand.requester.checkRun(request.headSha, approvals);
      last = run?.output.title ?? "no check run";
      return last.includes(count);
    },
    { signal: hand.signal, describe: () => `The check says: ${last}` },
  );
}

const approve = (who: PersonClient, request: OpenRequest) =>
  who.review(request.pull, request.headSha, "APPROVE", "Read the permission difference, the results and the digest.");

/** Reviews that do not count are shown with their reason: an outsider's and the requester's. */
export async function showUncountedReviews(hand: Stagehand, request: OpenRequest): Promise<void> {
  const outsider = hand.forge.person("outsider");
  await hand.stage("Reviews that do not count", async () => {
    await approve(outsider, request);
    await approve(hand.requester, request);
    const people = [outsider.person.login, hand.requester.person.login];
    const status = await waitForStatus(hand, request.issue, "the reasons", (body) =>
      people.every((login) => uncountedLine(body, login)),
    );
    for (const login of people) hand.evidence.uncounted.push({ login, reason: uncountedLine(status, login) ?? "" });
    await waitForCount(hand, request, "0/2");
    return `0/2 — ${people.join(" and ")} do not count, and are told why`;
  });
}

/** The line of the status comment that says why a person's review is not counted. */
function uncountedLine(body: string, login: string): string | undefined {
  return body.split("\n").find((line) => line.includes(login) && /not counted/i.test(line));
}

/** A maintainer's push makes a new head: what was approved before no longer counts. */
export async function pushToHead(
  hand: Stagehand,
  request: OpenRequest,
  options: { title: string; path: string; change: (text: string) => string; message: string; approveFirst: boolean },
): Promise<void> {
  const maintainer = hand.forge.person("maintainer");
  await hand.stage(options.title, async () => {
    if (options.approveFirst) {
      await approve(hand.forge.person("approver1"), request);
      await waitForCount(hand, request, "1/2");
    }
    const branch = `forge/request-${request.issue}`;
    const path = `plugins/${request.plugin}/${options.path}`;
    const file = await maintainer.readFile(path, branch);
    const changed = options.change(file.text);
    if (changed === file.text)
      throw new ForgeError("unexpected", { message: `${path} has no place for the demo's change.` });
    const before = request.headSha;
    request.headSha = await maintainer.pushFile(path, branch, file.sha, changed, options.message);
    await waitForCount(hand, request, "0/2");
    return `${before.slice(0, 7)} → ${request.headSha.slice(0, 7)}: the count is 0/2 again`;
  });
}

/** Both approvers review the exact head: 1/2, then 2/2. */
export async function approveHead(hand: Stagehand, request: OpenRequest): Promise<void> {
  const approvers = [hand.forge.person("approver1"), hand.forge.person("approver2")];
  await hand.stage("Two approvers review the head", async (progress) => {
    for (const [index, approver] of approvers.entries()) {
      await approve(approver, request);
      await waitForCount(hand, request, `${index + 1}/2`);
      progress.say(`${index + 1}/2`);
    }
    return `2/2 — ${approvers.map((approver) => approver.person.login).join(" and ")} on ${request.headSha.slice(0, 7)}`;
  });
}
