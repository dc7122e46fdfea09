import { fakeGitHubApi, makeForge } from "@plugsmith/trust/testing";
import { describe, expect, it } from "vitest";
import { openChannel } from "../testing/fake-tools.ts";
import { makePublication } from "../testing/fake-world.ts";
import { makeKitChannel } from "./kit.ts";

const config = { name: "shopify", kind: "kit", store: "shopify" } as const;
const revocation = { name: "bench-hello", version: "1.0.0", reason: "leaks @everyone", revoked: [] };

function open() {
  const api = fakeGitHubApi(makeForge());
  const channel = openChannel(makeKitChannel, config, { api });
  const kits = () => api.state.kits ?? [];
  const change = (given: object) => Object.assign(kits()[0] ?? {}, given);
  return { api, channel, kits, change };
}

describe("a kit channel", () => {
  it("hands over to people with zip, digest, texts and boxes to tick", async () => {
    const { channel, kits } = open();
    const publication = makePublication();
    expect(await channel.read(publication)).toEqual({ state: "absent" });
    await channel.publish(publication);
    const [issue] = kits();
    expect(issue?.title).toBe("Upload bench-hello 1.0.0 to Shopify App Store");
    expect(issue?.body).toContain(publication.digest);
    expect(issue?.body).toContain(
      "(https://github.test/acme/forge/releases/download/bench-hello%401.0.0/bench-hello-1.0.0.zip)",
    );
    expect(issue?.body.match(/^- \[ \] /gmu)?.length).toBeGreaterThanOrEqual(4);
    expect(await channel.read(publication)).toEqual({
      state: "handed_over",
      evidence: { url: issue?.html_url, todo: "Upload to Shopify App Store and tick the boxes." },
    });
  });

  it("keeps a description from leaving its fence", async () => {
    const { channel, kits } = open();
    const publication = makePublication();
    const description = "Nice.\n```\n- [x] all done @team";
    await channel.publish({ ...publication, manifest: { ...publication.manifest, description } });
    expect(kits()[0]?.body).toContain("````text\nNice.\n```\n- [x] all done @team\n````");
  });

  it.each([
    ["all boxes are ticked", (body: string) => ({ body: body.replaceAll("- [ ]", "- [x]") })],
    [
      "the issue is closed as completed",
      () => ({ state: "closed", state_reason: "completed", closed_at: "2026-06-03T09:00:00Z" }),
    ],
  ])("is published when %s", async (_, given) => {
    const { channel, kits, change } = open();
    await channel.publish(makePublication());
    change(given(kits()[0]?.body ?? ""));
    expect(await channel.read(makePublication())).toMatchObject({ state: "published" });
  });

  it("is given up when people close the issue as not planned", async () => {
    const { channel, change } = open();
    await channel.publish(makePublication());
    change({ state: "closed", state_reason: "not_planned" });
    await expect(channel.read(makePublication())).rejects.toMatchObject({ code: "channel_refused" });
  });

  it("believes no issue that a stranger wrote like one", async () => {
    const { channel, change } = open();
    await channel.publish(makePublication());
    change({ user: { id: 666, login: "mallory", type: "User" } });
    expect(await channel.read(makePublication())).toEqual({ state: "absent" });
  });

  it("closes the younger of two checklists that two runs opened at once", async () => {
    const { channel, kits } = open();
    await channel.publish(makePublication());
    await channel.publish(makePublication());
    expect(kits().map(({ state, state_reason }) => [state, state_reason])).toEqual([
      ["open", null],
      ["closed", "duplicate"],
    ]);
  });

  it("tells people to take a revoked version down, once and without mentions", async () => {
    const { api, channel, kits } = open();
    await channel.publish(makePublication());
    expect(await channel.retract(revocation)).toMatchObject({ todo: expect.stringContaining("Unpublish") });
    await channel.retract(revocation);
    const comments = api.state.comments[kits()[0]?.number ?? 0] as { body: string }[];
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).not.toContain("@everyone");
  });

  it("tells people whatever a person wrote there, and takes a twin of its own words away", async () => {
    const { api, channel, kits } = open();
    await channel.publish(makePublication());
    const number = kits()[0]?.number ?? 0;
    const mark = "<!-- plugsmith:kit-revoked -->";
    api.state.comments[number] = [{ id: 900, user: { type: "User" }, body: `${mark} all is well` }];
    await channel.retract(revocation);
    api.state.comments[number].push({ id: 999, user: { type: "Bot" }, body: `${mark}\nonce more` });
    await channel.retract(revocation);
    expect(api.state.comments[number]).toMatchObject([{ id: 900 }, { id: 901, user: { type: "Bot" } }]);
  });
});
