import { friendlyFiles, friendlyIssues, hostileRequests } from "@plugsmith/app/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DoorWorld, openDoorWorld } from "./open-door-world.ts";
import { readWorldState, type WorldState } from "./read-world-state.ts";

/** GitHub takes no longer body. */
const maxBody = 65_536;
const fenced = (text: string) => `\`\`\`yaml\n${text}\n\`\`\`\n`;

const hostile = hostileRequests
  .map(([title, [text, kind]]) => ({ title, body: kind === "issue" ? text : fenced(text) }))
  .filter(({ body }) => body.length <= maxBody);

/** Platforms that a pack makes plugins for. */
const made = new Set(["bench", "node", "woocommerce"]);

/** Everyone asks for a name of their own: one name has one open request. A file's byte order mark is none inside a body. */
const friendly = [
  ...friendlyIssues,
  ...friendlyFiles.map(([title, text, value]) => [title, fenced(text.replace("\ufeff", "")), value] as const),
]
  .filter(([, body, { cms, name }]) => made.has(cms) && body.includes(name) && name.length <= 46)
  // The bench pack knows no refunds.
  .filter(([, , { cms, features }]) => cms !== "bench" || !features?.includes("refunds"))
  .map(([title, body, value], index) => ({
    title,
    body: body.replaceAll(value.name, `${value.name}-${index}`),
    name: `${value.name}-${index}`,
  }));

describe("issue bodies, over the real server", () => {
  let world: DoorWorld;
  let state: WorldState;
  const numbers = { hostile: [] as number[], friendly: [] as number[] };
  beforeAll(async () => {
    world = await openDoorWorld((yaml) =>
      yaml.replace("openPerPerson: 2", "openPerPerson: 50").replace("perDay: 20", "perDay: 500"),
    );
    const rosa = world.as("requester");
    for (const { title, body } of hostile)
      numbers.hostile.push((await rosa.openIssue(`Forge request: ${title}`, body)).number);
    for (const { title, body } of friendly)
      numbers.friendly.push((await rosa.openIssue(`Forge request: ${title}`, body)).number);
    await world.settle();
    state = await readWorldState(world);
  }, 480_000);
  afterAll(() => world.close());

  const threadOf = (number: number | undefined) => state.threads.find((thread) => thread.number === number);
  const ofBot = (comments: readonly string[] = []) => comments.filter((text) => text.startsWith("plugsmith[bot]: "));

  it("are many of both kinds", () => {
    expect(hostile.length).toBeGreaterThanOrEqual(60);
    expect(friendly.length).toBeGreaterThanOrEqual(15);
  });

  it.each(hostile.map(({ title }, index) => [title, index] as const))("refuses %s in one reply", (_, index) => {
    const thread = threadOf(numbers.hostile[index]);
    expect(thread?.state).toBe("open");
    expect(thread?.labels).toEqual(["forge/invalid"]);
    expect(thread?.comments).toHaveLength(1);
    const [reply = ""] = ofBot(thread?.comments);
    expect(reply).toMatch(/correction|revoke/i);
    // Nobody is called, and nothing is linked, by what we echo.
    const plain = reply.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/gu, "").replace(/<!--.*?-->|<\/?sub>/gu, "");
    expect(plain.replaceAll("plugsmith[bot]", "")).not.toMatch(/@[a-z]|<[a-z]|\]\(/i);
  });

  it.each(friendly.map(({ title, name }, index) => [title, name, index] as const))(
    "accepts %s and opens one pull request",
    (_, name, index) => {
      const number = numbers.friendly[index];
      const branch = `forge/request-${number}`;
      expect(state.branches.filter((line) => line.startsWith(`${branch} `))).toHaveLength(1);
      expect(ofBot(threadOf(number)?.comments)[0]).toContain(`\`${name}\``);
      expect(threadOf(number)?.labels).toContain("forge/review");
      expect(world.dispatched.filter((run) => run.startsWith(`forge-pipeline.yml ${name} `))).toHaveLength(1);
    },
  );

  it("did nothing for the hostile ones: no branch, no pull request, no run, no release", () => {
    const own = ["main", "forge/registry", "forge/audit"];
    expect(state.branches.filter((line) => !own.includes(line.split(" ")[0] ?? ""))).toHaveLength(friendly.length);
    expect(state.threads).toHaveLength(hostile.length + 2 * friendly.length);
    expect(world.dispatched).toHaveLength(friendly.length);
    expect(state.releases).toEqual([]);
    expect(world.github.violations).toEqual([]);
  });
});
