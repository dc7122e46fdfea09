import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DoorWorld, openDoorWorld } from "../acceptance/open-door-world.ts";
import { waitFor } from "../forge/wait-for.ts";
import { runPlugsmith } from "../testing/run-plugsmith.ts";

const body = "### cms\n\nnode\n\n### name\n\nacme-hooks\n\n### description\n\nCounts the zebras of the Acme shop\n";
let world: DoorWorld;
let number = 0;
let pull = 0;

const git = (repository: string, ...args: string[]) =>
  execFileSync("git", ["-C", world.github.gitDirectory(repository), ...args], { encoding: "utf8" }).trim();
const server = () => ({ GITHUB_SERVER_URL: world.github.url, GITHUB_TOKEN: world.github.people["otto"]?.token ?? "" });
const audit = (...args: string[]) => runPlugsmith(["audit", ...args, "--json"], { env: server() });
const comment = async (role: Parameters<DoorWorld["as"]>[0], text: string) => {
  await world.as(role).comment(number, text);
  await world.settle();
};

beforeAll(async () => {
  world = await openDoorWorld((yaml) => `${yaml}\naudit:\n  repository: acme/secret\n`);
  await world.github.createRepository({
    owner: "acme",
    name: "secret",
    files: { "README.md": "texts\n" },
    private: true,
  });
  const issue = await world.as("requester").openIssue("Forge request: acme-hooks", body);
  ({ number } = issue);
  await world.settle();
  pull = (await world.as("requester").pullOf(`forge/request-${number}`))?.number ?? 0;
}, 60_000);
afterAll(() => world.close());

describe("the log that the real bot writes", () => {
  it("tells the whole story, holds, and keeps what people wrote out of the public branch", async () => {
    expect(pull).toBeGreaterThan(0);
    await comment("outsider", "/forge publish");
    await comment("approver1", "/forge hold zebras are not counted right");
    await comment("approver1", "/forge unhold");
    for (const role of ["approver1", "approver2"] as const) {
      const { head } = (await world.as(role).pullOf(`forge/request-${number}`)) ?? { head: { sha: "" } };
      await world.as(role).review(pull, head.sha, "APPROVE", "");
      await world.settle();
    }
    const verified = await audit("verify", world.repository, "--texts", "acme/secret");
    expect(verified).toMatchObject({ code: 0, result: { broken: null, notices: [], closed: 0 } });
    const shown = await audit("show", String(number), world.repository, "--texts", "acme/secret");
    const story = shown.result["story"] as { kind: string; actor: { login: string } | null }[];
    expect(story.map(({ kind, actor }) => `${kind} ${actor?.login ?? ""}`.trim())).toEqual([
      "request_accepted rosa",
      "generated",
      "pipeline_dispatched",
      "command_refused oscar",
      "hold ada",
      "unhold ada",
      "quorum_reached",
    ]);
    expect(shown.stderr).toContain("ada (");
    expect(shown.stderr).toContain("zebras are not counted right");
    expect(git(world.repository, "log", "-p", "forge/audit")).not.toContain("zebra");
  });

  it("is one commit for each delivery that decided something", async () => {
    const commits = Number(git(world.repository, "rev-list", "--count", "forge/audit"));
    await world.as("outsider").comment(number, "What a nice plugin!");
    await world.settle();
    expect(Number(git(world.repository, "rev-list", "--count", "forge/audit"))).toBe(commits);
    expect(commits).toBe(5);
  });

  it("stops the bot, with a word to people, when somebody cuts it off; and it goes on when it is restored", async () => {
    const tip = git(world.repository, "rev-parse", "forge/audit");
    const branch = "PATCH /repos/{owner}/{repo}/git/refs/heads/forge/audit";
    const admin = world.as("admin");
    const move = (sha: string) => admin.request(branch, { ...admin.repository, sha, force: true });
    await move(git(world.repository, "rev-parse", "forge/audit~1"));
    const rosa = world.as("requester");
    const lastWord = async () => (await rosa.comments(number)).at(-1)?.body ?? "";
    await world.as("approver1").comment(number, "/forge hold quick");
    await waitFor("the bot's word", async () => (await lastWord()).includes("decides nothing"));
    expect(await audit("verify", world.repository, "--since", tip)).toMatchObject({ code: 1 });
    await move(tip);
    await world.as("approver2").comment(number, "/forge hold now");
    await waitFor("the bot's answer", async () => (await lastWord()).includes("On hold"));
    expect(await audit("verify", world.repository, "--since", tip)).toMatchObject({ code: 0 });
  });
});
