import { expect, it } from "vitest";
import { everyChannel, makePublication, makePublicationWorld } from "../testing/fake-world.ts";
import { makeChannels, makeTools } from "./make-channels.ts";

it("each kind of channel has a connector that says in words what it would do", () => {
  const { ports } = makePublicationWorld();
  const channels = makeChannels(everyChannel, makeTools(ports, null as never));
  expect(channels.map((channel) => channel.describe(makePublication()))).toEqual([
    "publish the release bench-hello@1.0.0 with zip, SBOM and signatures",
    "enter the version in the registry",
    "publish @acme/bench-hello@1.0.0 on the npm registry https://npm.test",
    "commit trunk, tags/1.0.0 and the pictures to https://svn.test/bench-hello",
    "open the checklist for Shopify App Store",
  ]);
});

it("a secret that is not given is refused by its name", () => {
  const { ports } = makePublicationWorld();
  const tools = makeTools({ ...ports, secretOrNull: () => null }, null as never);
  expect(() => tools.secret("PLUGSMITH_NPM_TOKEN")).toThrow(
    expect.objectContaining({
      code: "channel_secret_missing",
      message: expect.stringContaining("PLUGSMITH_NPM_TOKEN"),
    }),
  );
});
