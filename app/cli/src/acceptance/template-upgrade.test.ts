import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plugsmithRoot } from "../forge/release-files.ts";
import { type DoorWorld, openDoorWorld } from "./open-door-world.ts";
import { openUpgradeStory, type UpgradeStory } from "./upgrade-story.ts";

const body = "### cms\n\nnode\n\n### name\n\nshop-hook\n\n### description\n\nWebhooks for the Acme shop\n";
const folder = "plugins/shop-hook";

/** The packs that Plugsmith brings, the node pack a version later: its readme lies in docs/ and says more. */
function makeNewerPacks(): string {
  const packs = mkdtempSync(join(tmpdir(), "plugsmith-packs-"));
  cpSync(join(plugsmithRoot, "templates/packs"), packs, { recursive: true });
  const pack = join(packs, "node");
  const yaml = readFileSync(join(pack, "pack.yml"), "utf8");
  const newer = yaml
    .replace(/^version: .*$/mu, "version: 1.99.0")
    .replace(/path: "?README\.md"?/u, "path: docs/README.md");
  expect(newer).toContain("docs/README.md");
  writeFileSync(join(pack, "pack.yml"), newer);
  const readme = join(pack, "files/README.md.eta");
  writeFileSync(readme, `${readFileSync(readme, "utf8")}\nWritten by the newer templates.\n`);
  mkdirSync(join(pack, "migrations"));
  const steps = "  - rename: {from: README.md, to: docs/README.md}\n";
  const migration = `schemaVersion: 1\nto: 1.99.0\nsummary: The readme lies in docs/.\nsteps:\n${steps}`;
  writeFileSync(join(pack, "migrations/0001-readme-in-docs.yml"), migration);
  return packs;
}

describe("an upgrade to newer templates, over the real server", () => {
  let world: DoorWorld;
  let story: UpgradeStory;
  let packs = "";
  let request = 0;
  beforeAll(async () => {
    packs = makeNewerPacks();
    world = await openDoorWorld();
    story = openUpgradeStory(world, "shop-hook", "node");
    request = (await world.as("requester").openIssue("Forge request: shop-hook", body)).number;
    await world.settle();
  }, 60_000);
  afterAll(async () => {
    rmSync(packs, { recursive: true, force: true });
    await world.close();
  });

  it("arrives as an issue and a pull request with people's edits in them, and waits for other people's approval", async () => {
    const { api, read, write, statusOf, readTold, publish } = story;
    const branch = `forge/request-${request}`;
    const readme = await read(`${folder}/README.md`, branch);
    const edited = readme?.text.replace("## Test\n", "Ask Wim first.\n\n## Test\n") ?? "";
    await write(`${folder}/README.md`, branch, edited, readme?.sha);
    await world.settle();
    await publish(request);
    await world.as("requester").comment(request, "/forge status");
    await world.settle();
    expect(await statusOf(request)).toContain("**Published.**");
    expect(await statusOf(request)).not.toContain("newer templates");

    await world.restartBot(packs);
    await world.as("maintainer").comment(request, "/forge status");
    await world.settle();
    expect(await statusOf(request)).toContain("`node` 1.99.0; it was made with");
    // The look of the start goes on beside deliveries.
    await expect.poll(readTold, { timeout: 30_000 }).toMatchObject([{ state: "open" }]);
    const told = await readTold();
    expect(told[0]?.body).toMatch(/`shop-hook` `1\.0\.0` \| `node` `[\d.]+` \| `1\.99\.0` \| \d+ \| clean \|/u);
    expect(told[0]?.body).toContain(`comment \`/forge upgrade\` on #${request} |`);
    await world.as("writer").comment(request, "/forge upgrade");
    await world.as("maintainer").comment(request, "/forge upgrade");
    await world.settle();

    const issues = (await api("GET ~/issues", { state: "open", per_page: 100 })) as { number: number; title: string }[];
    const asked = issues.filter(({ title }) => title === "Forge request: upgrade shop-hook to node 1.99.0");
    expect(asked).toHaveLength(1);
    const upgrade = asked[0]?.number ?? 0;
    const head = `forge/request-${upgrade}`;
    const pull = await world.as("writer").pullOf(head);
    expect(pull?.body).toMatch(
      /### Newer templates\n\nPack `node` .* → 1\.99\.0\. Migrations done first:\n\n- 1 \(1\.99\.0\)/u,
    );
    expect(await read(`${folder}/README.md`, head)).toBeNull();
    const merged = (await read(`${folder}/docs/README.md`, head))?.text ?? "";
    expect(merged).toContain("Ask Wim first.");
    expect(merged).toContain("Written by the newer templates.");
    expect(world.dispatched.at(-1)).toBe(`forge-pipeline.yml shop-hook ${pull?.head.sha}`);

    for (const role of ["maintainer", "approver1", "approver2"] as const)
      await world.as(role).review(pull?.number ?? 0, pull?.head.sha ?? "", "APPROVE", "");
    await world.settle();
    expect(await statusOf(upgrade)).toContain("#### Approvals: 2 of 2");
    expect(await statusOf(upgrade)).toMatch(/`max` not counted/u);

    await publish(upgrade);
    await world.restartBot(packs);
    await expect.poll(readTold, { timeout: 30_000 }).toMatchObject([{ state: "closed", number: told[0]?.number }]);
  }, 90_000);
});
