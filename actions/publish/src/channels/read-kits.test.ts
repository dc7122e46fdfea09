import { kitLabel, renderKitMarker } from "@plugsmith/trust";
import { fakeGitHubApi, makeForge } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { findKitEvidence, readKits } from "./read-kits.ts";

const subject = { channel: "shopify", name: "bench-hello", version: "1.0.0" };
const boxes = (mark: string) => `${renderKitMarker(subject)}\n- [${mark}] Upload the zip\n`;
const bot = { id: 41, login: "github-actions[bot]", type: "Bot" };
const closedAt = "2026-06-03T09:00:00Z";
const makeIssue = (given: object = {}) => ({
  number: 100,
  title: "Upload bench-hello",
  body: boxes(" "),
  state: "open" as const,
  state_reason: null,
  closed_at: null,
  html_url: "https://github.test/acme/forge/issues/100",
  user: bot,
  ...given,
});
const read = (...issues: ReturnType<typeof makeIssue>[]) =>
  readKits(fakeGitHubApi(makeForge({ kits: issues })), "acme/forge");

describe("readKits", () => {
  it("reads what a checklist is about and how it stands", async () => {
    expect(await read(makeIssue())).toEqual([
      {
        ...subject,
        digest: null,
        ticked: false,
        number: 100,
        url: "https://github.test/acme/forge/issues/100",
        open: true,
        reason: null,
        closedAt: null,
      },
    ]);
    const closed = makeIssue({ state: "closed", state_reason: "completed", closed_at: closedAt });
    expect(await read(closed)).toMatchObject([{ open: false, reason: "completed", closedAt }]);
  });

  it("gives the oldest first, whatever order GitHub has", async () => {
    const kits = await read(...[104, 99, 101].map((number) => makeIssue({ number })));
    expect(kits.map(({ number }) => number)).toEqual([99, 101, 104]);
  });

  it.each([
    ["a person wrote like one", { user: { id: 666, login: "mallory", type: "User" } }],
    ["nobody is said to have written", { user: null }],
    ["says nothing", { body: null }],
    ["says other things", { body: `Look: ${boxes(" ")}` }],
    ["was closed as a twin", { state: "closed", state_reason: "duplicate" }],
  ])("passes by an issue that %s", async (_, given) => {
    expect((await read(makeIssue(given), makeIssue({ number: 101 }))).map(({ number }) => number)).toEqual([101]);
  });

  it("keeps one that was opened again after it was taken for a twin", async () => {
    expect(await read(makeIssue({ state_reason: "duplicate" }))).toHaveLength(1);
  });

  it("asks for our label only, open and closed", async () => {
    const api = fakeGitHubApi(makeForge());
    expect(await readKits(api, "acme/forge")).toEqual([]);
    expect(api.requests).toEqual([`GET /repos/acme/forge/issues?state=all&labels=${kitLabel}&per_page=100&page=1`]);
  });

  it("takes no refusal of GitHub for an empty list", async () => {
    const api = { ...fakeGitHubApi(makeForge()), request: async () => ({ status: 502, body: null }) };
    await expect(readKits(api, "acme/forge")).rejects.toMatchObject({ code: "publish_failed" });
  });
});

describe("findKitEvidence", () => {
  const find = async (given: object) => (await read(makeIssue(given))).map(findKitEvidence);
  const url = "https://github.test/acme/forge/issues/100";

  it("is the issue, with the time when people closed it", async () => {
    expect(await find({ state: "closed", state_reason: "completed", closed_at: closedAt })).toEqual([
      { url, at: closedAt },
    ]);
    expect(await find({ body: boxes("x") })).toEqual([{ url }]);
  });

  it("is none while a box is left, or where people gave the store up", async () => {
    expect(await find({})).toEqual([null]);
    expect(await find({ state: "closed", state_reason: "not_planned", closed_at: closedAt, body: boxes("x") })).toEqual(
      [null],
    );
  });
});
