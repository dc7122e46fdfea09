import { beforeEach, describe, expect, it } from "vitest";
import type { Account } from "../facts/facts.ts";
import { createFakeForge, digestA, type FakeForge, goodBody, greenResults, people } from "../testing/fake-forge.ts";
import type { Role } from "./permission-matrix.ts";

const person = (id: number, login: string, type = "User"): Account => ({ id, login, type });
const cast: Readonly<Record<Role, Account>> = {
  anonymous: person(20, "ann"),
  requester: person(21, "rita"),
  triage: person(22, "theo"),
  write: person(23, "will"),
  approver: people.carol,
  maintainer: people.maintainer,
  admin: person(24, "ada"),
  blocked: person(25, "blake"),
  bot: person(26, "helper[bot]", "Bot"),
};
const permissions: Partial<Record<Role, string>> = {
  anonymous: "read",
  requester: "read",
  triage: "triage",
  write: "write",
  approver: "read",
  admin: "admin",
  blocked: "none",
};
const order: readonly Role[] = [
  "anonymous",
  "requester",
  "triage",
  "write",
  "approver",
  "maintainer",
  "admin",
  "blocked",
  "bot",
];

/** An approved request of a stranger, ready to be published. Every role is held by somebody who holds no other. */
async function open(): Promise<FakeForge> {
  const forge = createFakeForge({ config: "requests: {from: anyone}\n" });
  for (const role of order) {
    forge.state.people.set(cast[role].login, cast[role]);
    const permission = permissions[role];
    if (permission) forge.state.permissions.set(cast[role].login, permission);
  }
  forge.openIssue(cast.requester, "Forge request: scale", goodBody, ["forge-request"]);
  await forge.touch(1, cast.requester);
  forge.tick(1000);
  forge.endRun("forge-pipeline.yml", "success", greenResults(digestA));
  await forge.touch(1);
  forge.tick(1000);
  for (const user of [people.carol, people.dave]) forge.review(2, user, "APPROVED");
  await forge.touch(1);
  return forge;
}

/** Everything but comments and check texts that a command could change, one line each. */
function listState({ state, audit }: FakeForge): string[] {
  return [
    ...[...state.branches].map(([name, sha]) => `branch ${name} ${sha}`),
    ...[...state.threads.values()].map(
      ({ number, open: isOpen, reason, title, body }) =>
        `thread ${number} ${isOpen ? "open" : `closed ${reason}`} ${title} ${body}`,
    ),
    ...state.runs.map(({ id, workflow, inputs }) => `run ${id} ${workflow} dry-run=${inputs["dry-run"]}`),
    ...state.reviews.map(({ id, state: verdict }) => `review ${id} ${verdict}`),
    ...audit.records.map(({ sequence, kind }) => `record ${sequence} ${kind}`),
  ];
}

/** What a comment may be answered with and what it may change. */
interface Outcome {
  readonly says: RegExp;
  /** Lines of `listState` that are new, without their ids. */
  readonly changes: readonly RegExp[];
}
const answered = (says: RegExp, ...changes: RegExp[]): Outcome => ({ says, changes });
const refused = (code: string, said = ""): Outcome =>
  answered(new RegExp(`${said}[^]*<sub>\`${code}\`</sub>`, "u"), /^record \d+ command_refused$/u);

// Who may, in the order anonymous requester triage write approver maintainer admin blocked bot.
const may = {
  all: "1111111..",
  accept: "..11.11..",
  involved: ".111111..",
  cancel: ".1...11..",
  deciders: "....111..",
  approver: "....1....",
  refine: ".1.1.11..",
  maintainers: ".....11..",
  unknown: "11111111.",
} as const;

const published = (dryRun: boolean) => [
  /^record \d+ publish_dispatched$/u,
  new RegExp(`^run \\d+ forge-publish\\.yml dry-run=${dryRun}$`, "u"),
];
const held = [/^record \d+ hold$/u];
const cancelled = [/^record \d+ request_cancelled$/u, /^thread 1 closed not_planned/u, /^thread 2 closed/u];

/** Comments that hold a command: who may use it, and what then comes of it. */
const commands: readonly (readonly [string, keyof typeof may, Outcome])[] = [
  ["/forge", "all", answered(/Write a command on a line of its own/u)],
  ["/forge help", "all", answered(/\| `\/forge publish \[dry-run=true\]` \|/u)],
  ["/forge help me", "all", refused("command_invalid", "`me` is not expected here")],
  ["/forge why", "all", answered(/Since\*\* 2026-11-21 .*\n- \*\*Who can unblock it:\*\* approvers, maintainers/u)],
  ["/forge status", "all", answered(/State:\*\* `approved`[^]*Head:\*\*[^]*Quota:[^]*\| Build \| ✅/u)],
  ["Hello,\r\n\r\n/forge why  \r\n\r\nThanks!\r\n", "all", answered(/Who can unblock/u)],
  ["> /forge cancel\n\n/forge why", "all", answered(/> `\/forge why`/u)],
  ["<details>\n\n/forge cancel\n\n</details>\n\n/forge why", "all", answered(/> `\/forge why`/u)],
  ["- one\n- two\n\n/forge why", "all", answered(/Who can unblock/u)],
  ["/forge accept", "accept", refused("not_now", "accepted already")],
  ["/forge retry", "involved", refused("not_now", "nothing that failed")],
  ["/forge retry test", "involved", refused("not_now", "nothing that failed")],
  ["/forge retry tset", "involved", refused("command_invalid", "did you mean `test`")],
  ["/forge hold", "involved", answered(/On hold\. Nothing is started/u, ...held)],
  ["/forge hold à vérifier : « étalonnage »", "involved", answered(/On hold/u, ...held)],
  ["/forge hold e\u0301", "involved", refused("command_invalid", "NFC")],
  ["/forge hold a\u202eb", "involved", refused("command_invalid", "U\\+202E")],
  ["/forge hold a\u200bb", "involved", refused("command_invalid", "U\\+200B")],
  ["/forge hold @everyone <b> [x](https://evil.example)", "involved", answered(/On hold/u, ...held)],
  ["/forge unhold", "deciders", refused("not_now", "not on hold")],
  ["/forge cancel", "cancel", answered(/Cancelled\. The name is free/u, ...cancelled)],
  ["/forge publish", "deciders", answered(/Publishing starts/u, ...published(false))],
  ["/forge publish dry-run=false", "deciders", answered(/Publishing starts/u, ...published(false))],
  ["/forge publish dry-run=true", "deciders", answered(/dry run/u, ...published(true))],
  ['/forge publish dry-run="true"', "deciders", answered(/dry run/u, ...published(true))],
  ["/forge publish dry-run=yes", "deciders", refused("command_invalid", "`true` or `false`")],
  ["/forge publish dry-run=true dry-run=false", "deciders", refused("command_invalid", "twice")],
  [
    "/forge publish dryrun=true force=1",
    "deciders",
    refused("command_invalid", "did you mean `dry-run`[^]*`force`[^]*Usage"),
  ],
  ["/forge publish now", "deciders", refused("command_invalid", "`now` is not expected")],
  ["/forge publish $(id)", "deciders", refused("command_invalid", "is not expected")],
  ["/forge revoke", "approver", refused("command_invalid", "`reason` is missing")],
  ["/forge revoke leaks memory", "approver", refused("not_now", "Nothing of this request is published")],
  ["/forge revoke confirm", "approver", refused("not_now", "Nothing of this request is published")],
  ["/forge upgrade", "maintainers", refused("not_now", "Only what is published")],
  ["/forge upgrade now", "maintainers", refused("command_invalid", "`now` is not expected")],
  ["/forge run label copies=2", "deciders", refused("tool_unknown", "no tool plugin")],
  ["/forge run", "deciders", refused("command_invalid", "`tool` is missing")],
  ["/forge refine arrondi au centime", "refine", refused("engine_missing", "No engine")],
  ["/forge statsu", "unknown", refused("command_unknown", "Did you mean `/forge status`")],
  ["/forge PUBLISH", "unknown", refused("command_unknown", "Did you mean `/forge publish`")],
  ["/forge ../../etc/passwd", "unknown", refused("command_unknown")],
];

/** Comments that hold none, whoever writes them. */
const silent = [
  "> /forge publish",
  "> yes\n/forge publish",
  "> q\n```\n\n/forge publish\n```",
  "```\n/forge publish\n```",
  "~~~\n```\n/forge publish\n~~~",
  "    /forge publish",
  "\t/forge publish",
  "`/forge publish`",
  "`a\n/forge publish\nb`",
  "\\``a\n/forge publish\n`",
  "<!-- \n/forge publish\n-->",
  "<details>\n\n/forge publish\n\n</details>",
  "<pre>\n\n/forge publish\n</pre>",
  "<div>\n/forge publish\n</div>",
  "- > q\n/forge publish",
  "- /forge publish",
  '[a]: /u "\n/forge publish\n"',
  "please /forge publish",
  "/fоrge publish",
  "∕forge publish",
  "/forge рublish",
  "/forged publish",
  "/Forge publish",
  "\u200b/forge publish",
];

const answers = (forge: FakeForge) => forge.told(1).filter((body) => body.includes("plugsmith:note answer-"));

describe("a comment on an approved request", () => {
  let forge: FakeForge;
  let before: string[];
  let told: number;
  beforeEach(async () => {
    forge = await open();
    before = listState(forge);
    told = answers(forge).length;
  });
  /** Whatever was asked for: strangers' text never calls anybody and leads nowhere. */
  const findLive = () =>
    forge.told(1).flatMap((body) => body.replaceAll(/`[^`\n]*`/gu, "").match(/@everyone|\]\(https:\/\/evil/gu) ?? []);
  const changes = () => listState(forge).filter((line) => !before.includes(line));
  const lastReactions = (user: Account) => forge.state.comments.findLast((one) => one.user.id === user.id)?.reactions;

  describe.each(commands)("%j", (body, row, outcome) => {
    it.each(order.map((role, index) => [role, may[row][index] === "1"] as const))(
      "by %s: %s",
      async (role, allowed) => {
        const user = cast[role];
        await forge.say(1, user, body);
        if (role === "bot") {
          expect(changes()).toEqual([]);
          expect(answers(forge)).toHaveLength(told);
          expect(lastReactions(user)).toEqual([]);
          return;
        }
        const expected = allowed ? outcome : refused("command_not_allowed", "Allowed are ");
        expect(answers(forge)).toHaveLength(told + 1);
        expect(answers(forge).at(-1)).toMatch(expected.says);
        expect(lastReactions(user)).toEqual(["eyes"]);
        expect(findLive()).toEqual([]);
        const found = changes();
        expect(found).toHaveLength(expected.changes.length);
        for (const change of expected.changes) expect(found).toContainEqual(expect.stringMatching(change));
      },
    );
  });

  it.each(silent)("%j is no command, whoever writes it", async (body) => {
    for (const role of order) await forge.say(1, cast[role], body);
    expect(changes()).toEqual([]);
    expect(answers(forge)).toHaveLength(told);
    expect(forge.state.comments.flatMap((comment) => comment.reactions)).toEqual([]);
  });
});
