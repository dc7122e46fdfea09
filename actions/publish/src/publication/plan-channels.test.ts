import { describe, expect, it } from "vitest";
import { makePublication, makePublicationWorld, type PublicationWorld, pluginName } from "../testing/fake-world.ts";
import { planChannels } from "./plan-channels.ts";

const publication = makePublication();
const inputs = {
  phase: "plan",
  name: pluginName,
  headSha: publication.entry.headSha,
  digest: publication.digest,
  zipDir: "/x",
} as const;

function makeWorld(): PublicationWorld {
  const world = makePublicationWorld();
  const file = "main:.github/forge.yml";
  const config = JSON.parse(world.api.state.files[file] ?? "") as object;
  const channels = [{ name: "npm", kind: "npm", url: "https://npm.test", scope: "@acme" }];
  world.api.state.files[file] = JSON.stringify({ ...config, channels });
  return world;
}

describe("planChannels", () => {
  it("says by the channels' own word what publishing would do, and writes nothing", async () => {
    const world = makeWorld();
    world.onWrite = (_moment, what) => {
      throw new Error(`written: ${what}`);
    };
    const { message, summary } = await planChannels(inputs, world.ports, publication.zip);
    expect(message).toBe(
      "Dry run for bench-hello@1.0.0. release: would publish the release bench-hello@1.0.0 with zip, SBOM and signatures; registry: would enter the version in the registry; npm: would publish @acme/bench-hello@1.0.0 on the npm registry https://npm.test.",
    );
    expect(summary.split("\n")).toHaveLength(5);
  });

  it("finds what a published version still lacks, and what no channel would take", async () => {
    const world = makeWorld();
    const base = world.ports;
    await world.publish(publication, [
      { name: "release", kind: "github-release" },
      { name: "registry", kind: "registry" },
    ]);
    const plan = await planChannels(inputs, base, publication.zip);
    expect(plan.message).toMatch(/release: nothing, .*registry: nothing, .*npm: would publish/u);
    const other = makePublication("1.0.0", "other");
    await expect(planChannels({ ...inputs, digest: other.digest }, base, other.zip)).rejects.toMatchObject({
      code: "version_exists",
    });
  });

  it("refuses another package than the approved one", async () => {
    await expect(planChannels(inputs, makeWorld().ports, makePublication("1.1.0").zip)).rejects.toMatchObject({
      code: "digest_mismatch",
    });
  });
});
