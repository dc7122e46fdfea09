import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

import type { Side } from "../testing/side.ts";

const annotation = { path: "a", start_line: 1, end_line: 1, annotation_level: "notice", message: "m" };
const output = (count: number) => ({
  title: "t",
  summary: "s",
  annotations: Array.from({ length: count }, () => annotation),
});
async function create(side: Side, as: string, body: object = {}) {
  const head_sha = (await side.call({ as: "owner", route: "GET ~/git/ref/heads/main" })).json.object.sha;
  return side.call({ as, route: "POST ~/check-runs", body: { name: "forge / build", head_sha, ...body } });
}

describe("check runs", () => {
  it("are written by people in plain emulate and by Apps only here", async () => {
    expect((await create(pair.plain, "outsider")).status).toBe(201);
    expect(await create(pair.local, "owner")).toMatchObject({
      status: 403,
      json: { message: "You must authenticate via a GitHub App." },
    });
    expect((await create(pair.local, "bot")).status).toBe(201);
  });

  it("take any number of annotations in plain emulate, 50 at a time here, and add up here only", async () => {
    expect((await create(pair.plain, "bot", { output: output(51) })).status).toBe(201);
    expect((await create(pair.local, "bot", { output: output(51) })).status).toBe(422);
    for (const side of [pair.plain, pair.local]) {
      const { id } = (await create(side, "bot", { output: output(50) })).json;
      const { json } = await side.call({ as: "bot", route: `PATCH ~/check-runs/${id}`, body: { output: output(10) } });
      expect(json.output.annotations_count).toBe(side === pair.plain ? 10 : 60);
    }
  });

  it("are completed by their conclusion, which plain emulate forgets", async () => {
    const { plain, local } = {
      plain: await create(pair.plain, "bot", { conclusion: "success" }),
      local: await create(pair.local, "bot", { conclusion: "success", external_id: "run-7" }),
    };
    expect(plain.json).toMatchObject({ status: "queued", conclusion: null });
    expect(local.json).toMatchObject({
      status: "completed",
      conclusion: "success",
      external_id: "run-7",
      completed_at: expect.any(String),
    });
  });

  it("need a commit that exists, which plain emulate does not ask", async () => {
    const head_sha = "f".repeat(40);
    expect((await create(pair.plain, "bot", { head_sha })).status).toBe(201);
    expect((await create(pair.local, "bot", { head_sha })).status).toBe(422);
  });

  it("are changed only by the App that made them", async () => {
    const { id } = (await create(pair.local, "bot")).json;
    const job = pair.github.issueJobToken({ repository: "forge/plugins", permissions: { checks: "write" }, runId: 1 });
    const reply = await pair.local.call({
      as: job,
      route: `PATCH ~/check-runs/${id}`,
      body: { conclusion: "success" },
    });
    expect(reply.status).toBe(403);
    expect((await pair.local.call({ as: "bot", route: `GET ~/check-runs/${id}` })).json.status).toBe("queued");
  });
});
