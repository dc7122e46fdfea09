import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

import type { Side } from "../testing/side.ts";

const merge = (side: Side, number: number, body: object = {}, as = "bot") =>
  side.call({ as, route: `PUT ~/pulls/${number}/merge`, body });
const fileOnMain = async (side: Side, path: string) =>
  (await side.call({ as: "owner", route: `GET ~/contents/${path}` })).status;

describe("merging", () => {
  it("undoes other merges in plain emulate", async () => {
    const first = await pair.plain.openPull("first");
    const second = await pair.plain.openPull("second");
    await merge(pair.plain, first);
    await merge(pair.plain, second);
    expect(await fileOnMain(pair.plain, "first.txt")).toBe(404);
  });

  it("keeps both, with both parents", async () => {
    const first = await pair.local.openPull("first");
    const second = await pair.local.openPull("second");
    await merge(pair.local, first);
    const main = (await pair.local.call({ route: "GET ~/git/ref/heads/main" })).json.object.sha;
    const head = (await pair.local.call({ route: "GET ~/git/ref/heads/second" })).json.object.sha;
    const { json } = await merge(pair.local, second, { merge_method: "merge" });
    expect(await fileOnMain(pair.local, "first.txt")).toBe(200);
    const commit = (await pair.local.call({ route: `GET ~/git/commits/${json.sha}` })).json;
    expect(commit.parents.map((parent: { sha: string }) => parent.sha)).toEqual([main, head]);
    expect(commit.message).toBe(`Merge pull request #${second} from forge/second\n\nsecond`);
  });

  it("overwrites conflicts in plain emulate and refuses them here", async () => {
    for (const side of [pair.plain, pair.local]) {
      const number = await side.openPull("conflict", { "README.md": "# theirs\n" });
      await side.commit("main", { "README.md": "# ours\n" });
      expect((await merge(side, number)).status).toBe(side === pair.plain ? 200 : 405);
    }
  });

  it("takes an outsider's word in plain emulate and refuses it here", async () => {
    for (const side of [pair.plain, pair.local]) {
      const number = await side.openPull("coveted");
      expect((await merge(side, number, {}, "outsider")).status).toBe(side === pair.plain ? 200 : 403);
    }
  });

  it("refuses another head than the expected (409), and what is merged or a draft (405)", async () => {
    const number = await pair.local.openPull("expected");
    const { status, json } = await merge(pair.local, number, { sha: "0".repeat(40) });
    expect([status, json.message]).toEqual([409, "Head branch was modified. Review and try the merge again."]);
    expect((await merge(pair.local, number)).status).toBe(200);
    expect((await merge(pair.local, number)).status).toBe(405);
  });

  it("closes the issue it names, tells everybody in order, and pushes", async () => {
    const issue = (await pair.local.call({ as: "requester", route: "POST ~/issues", body: { title: "wish" } })).json
      .number;
    const number = await pair.local.openPull("wish", undefined, `Closes #${issue}`);
    await pair.github.idle();
    pair.local.hooks.received.length = 0;
    const { json } = await merge(pair.local, number, { merge_method: "squash" });
    await pair.github.idle();
    expect(pair.local.hooks.received.map((hook) => `${hook.event} ${hook.payload.action ?? ""}`.trim())).toEqual([
      "push",
      "pull_request closed",
      "issues closed",
    ]);
    expect(pair.local.hooks.received[1]?.payload.pull_request).toMatchObject({
      merged: true,
      merge_commit_sha: json.sha,
      merged_by: { login: "plugsmith[bot]" },
    });
    expect((await pair.local.call({ route: `GET ~/issues/${issue}` })).json).toMatchObject({
      state: "closed",
      state_reason: "completed",
    });
    expect((await pair.local.call({ route: `GET ~/git/commits/${json.sha}` })).json.parents).toHaveLength(1);
  });

  it("counts approvals of people with write access only, when the branch is protected", async () => {
    const body = {
      required_status_checks: null,
      enforce_admins: true,
      restrictions: null,
      required_pull_request_reviews: { required_approving_review_count: 1 },
    };
    await pair.local.call({ as: "owner", route: "PUT ~/branches/main/protection", body });
    const number = await pair.local.openPull("guarded");
    const approve = (as: string) =>
      pair.local.call({ as, route: `POST ~/pulls/${number}/reviews`, body: { event: "APPROVE" } });
    await approve("outsider");
    expect((await merge(pair.local, number)).status).toBe(405);
    await approve("owner");
    expect((await merge(pair.local, number)).status).toBe(200);
    await pair.local.call({ as: "owner", route: "DELETE ~/branches/main/protection" });
  });
});
