import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DoorWorld, openDoorWorld, type Role } from "./open-door-world.ts";
import { readWorldState, type WorldState } from "./read-world-state.ts";

const body = "### cms\n\nnode\n\n### name\n\nshop-hook\n\n### description\n\nWebhooks for the Acme shop\n";
const roles = ["outsider", "requester", "triager", "writer", "approver1", "maintainer", "admin"] as const;

/** Commands that change nothing now, even where they are allowed; who may use each, in the order of `roles` (the approver may also write). */
const commands: readonly (readonly [string, string])[] = [
  ["/forge help", "1111111"],
  ["/forge status", "1111111"],
  ["/forge why", "1111111"],
  ["/forge accept", "..11111"],
  ["/forge retry", ".111111"],
  ["/forge hold e\u0301", ".111111"],
  ["/forge unhold", "....111"],
  ["/forge cancel now", ".1...11"],
  ["/forge publish dry-run=perhaps", "....111"],
  ["/forge revoke leaks memory", "....1.."],
  ["/forge run label", "....111"],
  ["/forge upgrade", ".....11"],
];

/** Comments of the requester that would cancel the request if the line counted. */
const silent: readonly (readonly [string, string])[] = [
  ["a quote", "> /forge cancel"],
  ["a quote in a quote", "> > /forge cancel"],
  ["inline code", "`/forge cancel`"],
  ["a fenced block", "```\n/forge cancel\n```"],
  ["a fenced block of tildes", "~~~~\n/forge cancel\n~~~~"],
  ["a fence that does not end", "```\n/forge cancel"],
  ["a fence inside a longer fence", "````\n```\n````x\n/forge cancel\n````"],
  ["indented code", "Look:\n\n    /forge cancel"],
  ["a tab", "Look:\n\n\t/forge cancel"],
  ["an HTML comment", "<!--\n/forge cancel\n-->"],
  ["an HTML comment that does not end", "<!--\n/forge cancel"],
  ["details", "<details>\n\n/forge cancel\n\n</details>"],
  ["preformatted text", "<pre>\n/forge cancel\n</pre>"],
  ["the middle of a line", "please /forge cancel"],
  ["another slash", "//forge cancel"],
  ["full-width letters", "\uff0fforge cancel"],
  ["a Cyrillic letter", "/f\u043erge cancel"],
  ["a zero-width space before it", "\u200b/forge cancel"],
  ["capital letters", "/FORGE CANCEL"],
  ["a longer word", "/forgery cancel"],
  ["an e-mail's quote", "On Monday rosa wrote:\n> /forge cancel\n> Thanks"],
];

/** Everything but what was said and logged. */
const withoutTalk = ({ threads, branches, ...rest }: WorldState) => ({
  ...rest,
  threads: threads.map(({ number, state, labels, body: text }) => ({ number, state, labels, text })),
  branches: branches.filter((line) => !line.startsWith("forge/audit ")),
});

describe("comments, over the real server", () => {
  let world: DoorWorld;
  let request = 0;
  beforeAll(async () => {
    world = await openDoorWorld();
    request = (await world.as("requester").openIssue("Forge request: shop-hook", body)).number;
    await world.settle();
  }, 60_000);
  afterAll(() => world.close());

  /** The bot's answers to each of these comments. */
  async function say(lines: readonly (readonly [Role, string])[]): Promise<string[][]> {
    const made: number[] = [];
    for (const [role, text] of lines) made.push((await world.as(role).comment(request, text)).id);
    await world.settle();
    const { threads } = await readWorldState(world);
    const said = threads.find(({ number }) => number === request)?.comments ?? [];
    return made.map((id) => said.filter((text) => text.includes(`answer-${id} `)));
  }

  it.each(commands)("%s is for those whom the table names", async (text, allowed) => {
    const before = await readWorldState(world);
    const answers = await say(roles.map((role) => [role, text] as const));
    expect(answers.map((found) => found.length)).toEqual(roles.map(() => 1));
    const refused = answers.map(([answer = ""]) => answer.includes("<sub>`command_not_allowed`</sub>"));
    expect(refused).toEqual([...allowed].map((mark) => mark === "."));
    const after = await readWorldState(world);
    expect(withoutTalk(after)).toEqual(withoutTalk(before));
  });

  it("does not hear a command in any of these", async () => {
    const before = await readWorldState(world);
    const answers = await say(silent.map(([, text]) => ["requester", text] as const));
    expect(silent.filter((_, index) => answers[index]?.length !== 0)).toEqual([]);
    const after = await readWorldState(world);
    expect(withoutTalk(after)).toEqual(withoutTalk(before));
    expect(after.branches).toEqual(before.branches);
  });

  it("hears the plain line, between text and with Windows line ends", async () => {
    const [[answer = ""] = []] = await say([
      ["requester", "Sorry, wrong shop.\r\n\r\n/forge cancel  \r\n\r\nThanks!\r\n"],
    ]);
    expect(answer).toContain("Cancelled");
    const { threads, dispatched } = await readWorldState(world);
    expect(threads.map(({ state }) => state)).toEqual(["closed", "closed"]);
    expect(dispatched).toHaveLength(1);
  });
});
