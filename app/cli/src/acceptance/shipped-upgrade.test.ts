import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plugsmithRoot } from "../forge/release-files.ts";
import { type DoorWorld, openDoorWorld } from "./open-door-world.ts";
import { openUpgradeStory, type UpgradeStory } from "./upgrade-story.ts";

const body = "### cms\n\nphp\n\n### name\n\nacme-pay\n\n### description\n\nCard payments for Acme\n";
const folder = "plugins/acme-pay";

describe("a plugin of the PHP pack 1.0.0, as Plugsmith shipped it, becomes one of today's pack", () => {
  let world: DoorWorld;
  let story: UpgradeStory;
  let packs = "";
  let request = 0;
  beforeAll(async () => {
    packs = mkdtempSync(join(tmpdir(), "plugsmith-packs-"));
    cpSync(join(plugsmithRoot, "templates/old-packs/php-1.0.0"), join(packs, "php"), { recursive: true });
    world = await openDoorWorld();
    story = openUpgradeStory(world, "acme-pay", "php");
    await world.restartBot(packs);
    request = (await world.as("requester").openIssue("Forge request: acme-pay", body)).number;
    await world.settle();
  }, 60_000);
  afterAll(async () => {
    rmSync(packs, { recursive: true, force: true });
    await world.close();
  });

  it("keeps what people wrote, also in the file that the migration moved, and waits for other people's approval", async () => {
    const { api, read, write, statusOf, readTold, publish } = story;
    const branch = `forge/request-${request}`;
    const edit = async (path: string, from: string, to: string) => {
      const file = await read(`${folder}/${path}`, branch);
      if (!file?.text.includes(from)) throw new Error(`${path} lacks ${from}`);
      await write(`${folder}/${path}`, branch, file.text.replace(from, to), file.sha);
    };
    await edit("phpunit.xml", 'failOnWarning="true"', 'failOnWarning="true" failOnRisky="true"');
    await edit("README.md", "## Test\n", "Ask Wim first.\n\n## Test\n");
    await edit("composer.json", '"ext-json": "*",', '"ext-json": "*",\n        "ext-mbstring": "*",');
    await edit("src/Money.php", "final class Money", "/** Ours. */\nfinal class Money");
    await world.settle();
    await publish(request);

    await world.restartBot();
    await expect.poll(readTold, { timeout: 30_000 }).toMatchObject([{ state: "open" }]);
    expect((await readTold())[0]?.body).toMatch(/`php` `1\.0\.0` \| `1\.[1-9]\d*\.\d+` \| [1-9]\d* \| clean \|/u);
    await world.as("maintainer").comment(request, "/forge upgrade");
    await world.settle();

    const issues = (await api("GET ~/issues", { state: "open", per_page: 100 })) as { number: number; title: string }[];
    const upgrade =
      issues.find(({ title }) => title.startsWith("Forge request: upgrade acme-pay to php 1."))?.number ?? 0;
    const head = `forge/request-${upgrade}`;
    const pull = await world.as("writer").pullOf(head);
    expect(pull?.body).toMatch(
      /Pack `php` 1\.0\.0 → 1\..*Migrations done first:\n\n- 1 \(1\.1\.0\): .*phpunit\.xml\.dist/u,
    );
    const textOf = async (path: string) => (await read(`${folder}/${path}`, head))?.text ?? null;
    expect(await textOf("phpunit.xml")).toBeNull();
    expect(await textOf("phpunit.xml.dist")).toContain('failOnRisky="true"');
    expect(await textOf("README.md")).toContain("Ask Wim first.");
    expect(await textOf("README.md")).toContain("a `phpunit.xml` of your own goes before it");
    expect(await textOf("composer.json")).toContain('"ext-mbstring": "*"');
    expect(await textOf("src/Money.php")).toContain("/** Ours. */");
    expect(await textOf("ci/github-workflow.yml")).toContain("composer validate");
    const reviews = await api("GET ~/pulls/{number}/reviews", { number: pull?.number });
    expect(reviews).toEqual([]);

    for (const role of ["maintainer", "approver1", "approver2"] as const)
      await world.as(role).review(pull?.number ?? 0, pull?.head.sha ?? "", "APPROVE", "");
    await world.settle();
    expect(await statusOf(upgrade)).toContain("#### Approvals: 2 of 2");
    expect(await statusOf(upgrade)).toMatch(/`max` not counted/u);
    await publish(upgrade);
    await world.restartBot();
    await expect.poll(readTold, { timeout: 30_000 }).toMatchObject([{ state: "closed" }]);
  }, 90_000);
});
