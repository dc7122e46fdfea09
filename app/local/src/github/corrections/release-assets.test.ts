import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Pair, startPair } from "../testing/start-pair.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await startPair();
});
afterAll(() => pair.close());

import { createHash } from "node:crypto";
import type { Side } from "../testing/side.ts";

const bytes = "PK\u0003\u0004 not really a zip";
const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
const zip = { "content-type": "application/zip" };
const draft = async (side: Side, tag: string): Promise<number> =>
  (await side.call({ as: "bot", route: "POST ~/releases", body: { tag_name: tag, draft: true } })).json.id;
const upload = (side: Side, id: number, name = "a.zip") =>
  side.call({ as: "bot", route: `POST ~/releases/${id}/assets?name=${name}`, body: bytes, headers: zip });

describe("assets of a release", () => {
  it("lose their bytes in plain emulate, have no digest, and may share a name", async () => {
    const id = await draft(pair.plain, "v1");
    const { json } = await upload(pair.plain, id);
    expect(json.digest).toBeUndefined();
    expect((await upload(pair.plain, id)).status).toBe(201);
    const download = await pair.plain.call({
      as: "bot",
      route: `GET ~/releases/assets/${json.id}`,
      headers: { accept: "application/octet-stream" },
    });
    expect(download.text).not.toBe(bytes);
  });

  it("keep their bytes, with digest, and names are unique", async () => {
    const id = await draft(pair.local, "plugin@1.0.0");
    const { status, json } = await upload(pair.local, id);
    expect([status, json.digest, json.size, json.state]).toEqual([201, digest, bytes.length, "uploaded"]);
    expect(await upload(pair.local, id)).toMatchObject({
      status: 422,
      json: { errors: [{ code: "already_exists", field: "name" }] },
    });
    const download = await pair.local.call({
      as: "bot",
      route: `GET ~/releases/assets/${json.id}`,
      headers: { accept: "application/octet-stream" },
    });
    expect(download.text).toBe(bytes);
    expect((await pair.local.call({ as: "bot", route: `GET ~/releases/${id}` })).json.assets).toMatchObject([
      { name: "a.zip", digest },
    ]);
  });

  it("are downloaded by anybody from their address once published, and by nobody before", async () => {
    const id = await draft(pair.local, "plugin@2.0.0");
    const { json } = await upload(pair.local, id);
    expect(json.browser_download_url).toBe(`${pair.local.url}/forge/plugins/releases/download/plugin%402.0.0/a.zip`);
    expect((await fetch(json.browser_download_url)).status).toBe(404);
    expect((await pair.local.call({ route: `GET ~/releases/assets/${json.id}` })).status).toBe(404);
    await pair.local.call({ as: "bot", route: `PATCH ~/releases/${id}`, body: { draft: false } });
    expect(await (await fetch(json.browser_download_url)).text()).toBe(bytes);
  });

  it("are not made of nothing", async () => {
    const id = await draft(pair.local, "plugin@3.0.0");
    expect(
      (await pair.local.call({ as: "bot", route: `POST ~/releases/${id}/assets?name=a.zip`, headers: zip })).status,
    ).toBe(400);
  });
});
