import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFetchRequest, createForgeApp, createTemplateEngine } from "@plugsmith/app";
import { readPacks } from "@plugsmith/templates";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DoorWorld, openDoorWorld } from "./open-door-world.ts";

const body = (name: string) => `### cms\n\nnode\n\n### name\n\n${name}\n\n### description\n\nWebhooks for the shop\n`;

describe("a sweep over a forge where nothing happened", () => {
  let world: DoorWorld;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "plugsmith-idle-"));
    world = await openDoorWorld();
    world.killBot();
  }, 60_000);
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("asks only what GitHub answers with 304, and writes nothing", async () => {
    const { github, repository: fullName } = world;
    for (const name of ["shop-hook", "shop-clock"])
      await world.as("requester").openIssue(`Forge request: ${name}`, body(name));
    const write = "write" as const;
    const permissions = { contents: write, issues: write, pull_requests: write, actions: write, checks: write };
    // What a job may never ask, and the App asks the same way each time.
    const isOfApp = (path: string) => path.startsWith("/orgs/acme/teams/");
    const token = github.issueJobToken({ repository: fullName, permissions, runId: 0 });
    const app = createForgeApp({
      forge: { login: "github-actions[bot]", appId: null },
      engine: createTemplateEngine(await readPacks()),
      serverUrl: github.url,
      cacheFolder: folder,
    });
    const [owner = "", repo = ""] = fullName.split("/");
    const { id, defaultBranch } = github.readRepository(fullName);
    const connection = { request: createFetchRequest(github.url, token), getToken: async () => token };
    const sweep = () => app.sweep({ owner, repo, id, defaultBranch }, connection);
    for (let round = 0; round < 3; round += 1) await sweep();
    const from = github.requests.length;
    const handled = await sweep();
    expect(handled.map(({ state }) => state)).toEqual(["review", "review"]);
    const asked = github.requests.slice(from).filter(({ path }) => !path.includes(".git/") && !isOfApp(path));
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter(({ status }) => status !== 304)).toEqual([]);
  }, 60_000);
});
