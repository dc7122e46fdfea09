import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Channel } from "../channels/channel.ts";
import { makeNpmChannel } from "../channels/npm.ts";
import { openChannel } from "./fake-tools.ts";
import { makePublication, pluginName } from "./fake-world.ts";
import { startVerdaccio, type TestVerdaccio } from "./start-verdaccio.ts";

const name = `@acme/${pluginName}`;
let registry: TestVerdaccio;
let channel: Channel;
beforeAll(async () => {
  registry = await startVerdaccio(process.env["VERDACCIO"] ?? "");
  channel = open(registry.token);
});
afterAll(() => registry.close());

const open = (token: string) =>
  openChannel(
    makeNpmChannel,
    { name: "npm", kind: "npm", url: registry.url, scope: "@acme" },
    { fetch, secrets: { PLUGSMITH_NPM_TOKEN: token } },
  );
const npm = (cwd: string, ...args: string[]) =>
  execFileSync("npm", [...args, "--registry", registry.url, "--cache", join(registry.folder, "cache")], {
    cwd,
    encoding: "utf8",
  });

// One story: each test goes on from the one before.
describe("the npm channel on a real Verdaccio", () => {
  it("publishes once, and the registry says so with digest and time", async () => {
    const publication = makePublication();
    expect(await channel.read(publication)).toEqual({ state: "absent" });
    await channel.publish(publication);
    expect(await channel.read(publication)).toEqual({
      state: "published",
      evidence: {
        url: `${registry.url}/@acme%2f${pluginName}/1.0.0`,
        digest: expect.stringMatching(/^sha512-/u),
        at: expect.stringMatching(/Z$/u),
      },
    });
    await expect(channel.publish(publication)).rejects.toMatchObject({ code: "channel_refused" });
  });

  it("is installed by npm with exactly the approved files", () => {
    const folder = join(registry.folder, "shop");
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), "{}");
    npm(folder, "install", "--no-audit", `${name}@1.0.0`);
    const installed = join(folder, "node_modules", name);
    expect(readFileSync(join(installed, "entry.mjs"), "utf8")).toBe("export function onLoad() {}\n");
    expect(JSON.parse(readFileSync(join(installed, "package.json"), "utf8"))).toMatchObject({ name, version: "1.0.0" });
  });

  it("refuses other bytes, lower versions and strangers", async () => {
    await channel.publish(makePublication("1.1.0"));
    expect(await channel.read(makePublication("1.0.0", "other"))).toMatchObject({ state: "other_bytes" });
    expect(await channel.read(makePublication("1.0.5"))).toEqual({ state: "higher", version: "1.1.0" });
    await expect(open("nobody").publish(makePublication("1.2.0"))).rejects.toMatchObject({ code: "channel_denied" });
  });

  it("retracts: deprecated for whoever installs it, and latest goes back", async () => {
    const retraction = { name: pluginName, version: "1.1.0", reason: "leaks the key", revoked: [] };
    await channel.retract(retraction);
    await channel.retract(retraction);
    expect(npm(registry.folder, "view", `${name}@1.1.0`, "deprecated").trim()).toBe(
      "Revoked, do not use: leaks the key",
    );
    expect(npm(registry.folder, "view", name, "dist-tags.latest").trim()).toBe("1.0.0");
    expect(await channel.read(makePublication("1.1.0"))).toMatchObject({ state: "published" });
  });
});
