import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

import type { Side } from "../testing/side.ts";

const create = (side: Side, body: object) => side.call({ as: "bot", route: "POST ~/releases", body });
const tag = async (side: Side, name: string) =>
  (await side.call({ as: "owner", route: `GET ~/git/ref/tags/${name}` })).json?.object?.sha;

describe("publishing a release", () => {
  it("makes no tag in plain emulate", async () => {
    expect((await create(pair.plain, { tag_name: "v1" })).status).toBe(201);
    expect(await tag(pair.plain, "v1")).toBeUndefined();
  });

  it("makes the tag at the target when the draft is published, not before", async () => {
    const target = (await pair.local.call({ route: "GET ~/git/ref/heads/main" })).json.object.sha;
    await pair.local.commit("main", { "later.txt": "later" });
    const { json } = await create(pair.local, { tag_name: "v1", target_commitish: target, draft: true });
    expect(await tag(pair.local, "v1")).toBeUndefined();
    expect(
      (await pair.local.call({ as: "bot", route: `PATCH ~/releases/${json.id}`, body: { draft: false } })).json,
    ).toMatchObject({ draft: false, immutable: true });
    expect(await tag(pair.local, "v1")).toBe(target);
    expect((await pair.local.hooks.find("create"))?.payload).toMatchObject({ ref: "v1", ref_type: "tag" });
  });

  it("hides drafts from the public and from the address of their tag, which plain emulate shows", async () => {
    for (const side of [pair.plain, pair.local]) {
      const { json } = await create(side, { tag_name: "hidden", draft: true });
      const status = async (as: string, route: string) => (await side.call({ as, route })).status;
      expect(await status("bot", "GET ~/releases/tags/hidden")).toBe(side === pair.plain ? 200 : 404);
      expect(await status("bot", `GET ~/releases/${json.id}`)).toBe(200);
    }
    const seen = (await pair.local.call({ route: "GET ~/releases" })).json;
    expect(seen.some((release: { draft: boolean }) => release.draft)).toBe(false);
  });

  it("refuses a target that is nowhere, which plain emulate takes", async () => {
    const body = { tag_name: "v-nowhere", target_commitish: "nowhere" };
    expect((await create(pair.plain, body)).status).toBe(201);
    expect((await create(pair.local, body)).status).toBe(422);
  });

  it("seals it: no new asset, no other tag, no way back to a draft; plain emulate seals nothing", async () => {
    for (const side of [pair.plain, pair.local]) {
      const { json } = await create(side, { tag_name: "sealed" });
      const upload = await side.call({
        as: "bot",
        route: `POST ~/releases/${json.id}/assets?name=late.zip`,
        body: "late",
        headers: { "content-type": "application/zip" },
      });
      expect(upload.status).toBe(side === pair.plain ? 201 : 422);
      const back = await side.call({ as: "bot", route: `PATCH ~/releases/${json.id}`, body: { draft: true } });
      expect(back.status).toBe(side === pair.plain ? 200 : 422);
    }
    expect((await pair.local.call({ as: "bot", route: "DELETE ~/git/refs/tags/sealed" })).status).toBe(422);
    const main = (await pair.local.call({ route: "GET ~/git/ref/heads/main" })).json.object.sha;
    expect(
      (await pair.local.call({ as: "bot", route: "PATCH ~/git/refs/tags/sealed", body: { sha: main, force: true } }))
        .status,
    ).toBe(422);
  });

  it("seals nothing where the repository does not ask for it", async () => {
    const open = await startPair({ immutableReleases: false });
    const { json } = await create(open.local, { tag_name: "v1" });
    const upload = await open.local.call({
      as: "bot",
      route: `POST ~/releases/${json.id}/assets?name=late.zip`,
      body: "late",
      headers: { "content-type": "application/zip" },
    });
    expect([json.immutable, upload.status]).toEqual([false, 201]);
    await open.close();
  });
});
