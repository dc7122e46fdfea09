import { describe, expect, it } from "vitest";
import { fakeNpmRegistry } from "../testing/fake-npm-registry.ts";
import { openChannel } from "../testing/fake-tools.ts";
import { makePublication } from "../testing/fake-world.ts";
import { makeNpmChannel } from "./npm.ts";

const url = "https://npm.test";
const config = { name: "npm", kind: "npm", url, scope: "@acme" } as const;
const revocation = { name: "bench-hello", version: "1.0.0", reason: "leaks the key", revoked: [] };

function open(secrets: Record<string, string> = { PLUGSMITH_NPM_TOKEN: "token" }) {
  const registry = fakeNpmRegistry(url, "token");
  return { registry, channel: openChannel(makeNpmChannel, config, { fetch: registry.fetch, secrets }) };
}
const documentOf = ({ registry }: ReturnType<typeof open>) => registry.documents.get("@acme/bench-hello");

describe("the npm channel", () => {
  it("publishes what the registry then says itself, with its digest and time", async () => {
    const opened = open();
    const publication = makePublication();
    expect(await opened.channel.read(publication)).toEqual({ state: "absent" });
    await opened.channel.publish(publication);
    expect(await opened.channel.read(publication)).toEqual({
      state: "published",
      evidence: {
        url: "https://npm.test/@acme%2fbench-hello/1.0.0",
        digest: expect.stringMatching(/^sha512-/u),
        at: "2026-06-01T12:31:00.000Z",
      },
    });
    expect(documentOf(opened)?.["dist-tags"]).toEqual({ latest: "1.0.0" });
  });

  it("gives a pre-release another tag than latest", async () => {
    const opened = open();
    await opened.channel.publish(makePublication("1.0.0-beta.1"));
    expect(documentOf(opened)?.["dist-tags"]).toEqual({ next: "1.0.0-beta.1" });
  });

  it("sees other bytes, and a higher version", async () => {
    const { channel } = open();
    await channel.publish(makePublication("1.1.0"));
    expect(await channel.read(makePublication("1.1.0", "other"))).toMatchObject({ state: "other_bytes" });
    expect(await channel.read(makePublication("1.0.0"))).toEqual({ state: "higher", version: "1.1.0" });
    expect(await channel.read(makePublication("1.2.0"))).toEqual({ state: "absent" });
  });

  it.each<[string, Record<string, string>]>([
    ["channel_secret_missing", {}],
    ["channel_denied", { PLUGSMITH_NPM_TOKEN: "wrong" }],
  ])("refuses with %s, and never tells the token", async (code, secrets) => {
    const error = await open(secrets)
      .channel.publish(makePublication())
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify(error)).not.toContain("wrong");
  });

  it.each([
    ["channel_unreachable", 503],
    ["channel_too_large", 413],
    ["channel_refused", 400],
    ["channel_denied", 403],
  ])("tells %s from the status %i", async (code, status) => {
    const fetch = async () => Response.json({ error: "words" }, { status });
    const channel = openChannel(makeNpmChannel, config, { fetch, secrets: { PLUGSMITH_NPM_TOKEN: "t" } });
    await expect(channel.publish(makePublication())).rejects.toMatchObject({
      code,
      message: expect.stringContaining("words"),
    });
  });

  it("retracts by a deprecation and by moving latest to the highest version that is left, once", async () => {
    const opened = open();
    for (const version of ["0.8.0", "0.9.0", "1.0.0"]) await opened.channel.publish(makePublication(version));
    const retract = () => opened.channel.retract({ ...revocation, revoked: ["0.9.0"] });
    expect(await retract()).toMatchObject({ url: expect.stringContaining("1.0.0") });
    const document = documentOf(opened);
    expect(document?.versions["1.0.0"]?.deprecated).toBe("Revoked, do not use: leaks the key");
    expect(document?.["dist-tags"]["latest"]).toBe("0.8.0");
    opened.registry.onWrite = () => {
      throw new Error("written twice");
    };
    await retract();
  });

  it("has nothing to retract where nothing is", async () => {
    expect(await open().channel.retract(revocation)).toEqual({ todo: "Nothing of it is there." });
  });
});
