import { makePackage } from "@plugsmith/trust/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openChannel } from "../testing/fake-tools.ts";
import { makePublication, pluginName } from "../testing/fake-world.ts";
import { hasSubversion, startSubversion, type TestSubversion } from "../testing/start-subversion.ts";
import type { Channel } from "./channel.ts";
import { createSubversionTransport } from "./subversion-transport.ts";
import { makeWordPressChannel } from "./wordpress-org.ts";

const at = (version: string, reason = "leaks", revoked: string[] = []) => ({
  name: pluginName,
  version,
  reason,
  revoked,
});

describe.skipIf(!hasSubversion)("the WordPress.org channel on a real Subversion server", { timeout: 60_000 }, () => {
  let server: TestSubversion;
  let channel: Channel;
  const open = (password: string, url = server.url) =>
    openChannel(
      makeWordPressChannel,
      { name: "wordpress", kind: "wordpress-org", url, username: server.username },
      { subversion: createSubversionTransport(), secrets: { PLUGSMITH_WORDPRESS_PASSWORD: password } },
    );
  beforeEach(async () => {
    server = await startSubversion(pluginName);
    channel = open(server.password);
  });
  afterEach(() => server.close());
  const cat = (path: string) => server.run("cat", `${server.url}/${pluginName}/${path}`);
  const list = (path: string) => server.run("list", "-R", `${server.url}/${pluginName}/${path}`).trim().split("\n");
  const countRevisions = () => Number(server.run("info", "--show-item", "revision", server.url).trim());

  it("brings trunk, tag and pictures in one commit, and the readme offers the tag", async () => {
    const publication = makePublication();
    expect(await channel.read(publication)).toEqual({ state: "absent" });
    await channel.publish(publication);
    expect(countRevisions()).toBe(2);
    expect(cat("trunk/readme.txt")).toContain("Stable tag: 1.0.0");
    expect(list("tags/1.0.0")).toEqual(list("trunk"));
    expect(list("tags/1.0.0")).not.toContain("wordpress-org/");
    expect(list("assets")).toEqual(["icon-128x128.png"]);
    expect(await channel.read(publication)).toEqual({
      state: "published",
      evidence: {
        url: `${server.url}/${pluginName}/tags/1.0.0`,
        digest: "r2",
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u),
      },
    });
  });

  it("leaves earlier tags as they are, removes what a version no longer has, and refuses lower ones", async () => {
    await channel.publish(makePublication("1.0.0", "first"));
    const zip = makePackage({ manifest: { version: "1.1.0" }, files: { "readme.txt": "=== x ===\nStable tag: x\n" } });
    const next = { ...makePublication("1.1.0"), zip };
    await channel.publish(next);
    expect(await channel.read(next)).toMatchObject({ state: "published", evidence: { digest: "r3" } });
    expect(list("trunk")).not.toContain("lib/words.txt");
    expect(cat("tags/1.0.0/lib/words.txt")).toBe("first");
    expect(await channel.read(makePublication("1.0.0", "first"))).toMatchObject({ evidence: { digest: "r2" } });
    expect(await channel.read(makePublication("1.0.0", "other"))).toMatchObject({ state: "other_bytes" });
    expect(await channel.read(makePublication("1.0.5"))).toEqual({ state: "higher", version: "1.1.0" });
    await expect(channel.publish(next)).rejects.toMatchObject({ code: "channel_refused" });
    expect(countRevisions()).toBe(3);
  });

  it.each([
    ["channel_denied", "a wrong password", (): Channel => open("wrong")],
    ["channel_unreachable", "a server that is away", (): Channel => open("x", "svn://127.0.0.1:1/plugins")],
  ])("tells %s from %s, without the password", async (code, _, make) => {
    const error = await make()
      .publish(makePublication())
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code });
    expect(JSON.stringify(error)).not.toMatch(/wrong|hush/u);
  });

  it("says what to do for a plugin that WordPress.org does not know yet, and for one without a readme", async () => {
    const stranger = makePublication();
    await expect(
      channel.read({ ...stranger, manifest: { ...stranger.manifest, name: "someone-else" } }),
    ).rejects.toMatchObject({ code: "channel_refused", hint: expect.stringContaining("Submit") });
    await expect(channel.publish({ ...stranger, zip: makePackage() })).rejects.toMatchObject({
      code: "channel_refused",
      message: expect.stringContaining("readme.txt"),
    });
  });

  it("retracts by offering the last good version again, with a notice, once", async () => {
    for (const version of ["1.0.0", "1.1.0", "1.2.0"]) await channel.publish(makePublication(version));
    await channel.retract(at("1.2.0", "leaks", ["1.1.0"]));
    expect(cat("trunk/readme.txt")).toMatch(/Stable tag: 1\.0\.0[\s\S]*= 1\.2\.0 =\nRevoked, do not use: leaks/u);
    const before = countRevisions();
    await channel.retract(at("1.2.0", "leaks", ["1.1.0"]));
    expect(countRevisions()).toBe(before);
    expect(await channel.read(makePublication("1.2.0"))).toMatchObject({ state: "published" });
  });

  it("tells people whom to ask when no other version is left", async () => {
    await channel.publish(makePublication());
    expect(await channel.retract(at("1.0.0"))).toMatchObject({ todo: expect.stringContaining("close the plugin") });
    expect(cat("trunk/readme.txt")).toContain("Stable tag: 1.0.0");
  });
});
