import { judgeApprovals } from "@plugsmith/trust/testing";
import fc from "fast-check";
import type { Account } from "../facts/facts.ts";
import {
  approvers,
  branch,
  findPull,
  folder,
  look,
  publications,
  request,
  type StoryModel,
  type StoryWorld,
  tell,
} from "./approval-world.ts";
import { digestA, greenResults, people, publishAsWorkflow } from "./fake-forge.ts";
import { forcePush, pushFiles, readBranchFile, retarget, timeOf } from "./fake-github-state.ts";

type Command = fc.AsyncCommand<StoryModel, StoryWorld>;
type Act = (model: StoryModel, world: StoryWorld) => Promise<void>;

const { alice, bob, carol, dave, mallory, maintainer } = people;
const everybody = [...approvers, bob, mallory, maintainer];

const command = (name: string, act: Act, check: (model: StoryModel) => boolean = () => true): Command => ({
  check: (model) => !model.published && check(model),
  async run(model, world) {
    world.forge.tick(1000);
    look(model, world);
    await act(model, world);
  },
  toString: () => name,
});

/** Tells the forge of a change of the pull request, or leaves the event lost. */
async function hear(
  model: StoryModel,
  world: StoryWorld,
  actor: Account,
  told: boolean,
  pushed?: string,
): Promise<void> {
  look(model, world);
  const { number } = findPull(world);
  const subject = { kind: "thread", number, request, ...(pushed !== undefined && { pushed }) } as const;
  const hint = { subject, actor };
  world.hints.push(hint);
  if (told) await tell(model, world, hint);
}

async function say(model: StoryModel, world: StoryWorld, user: Account, body: string, asks = false): Promise<void> {
  const commentId = world.forge.comment(request, user, body);
  const hint = { subject: { kind: "comment", number: request, commentId, body, onPull: false }, actor: user } as const;
  world.hints.push(hint);
  await tell(model, world, hint, asks);
}

const review = (
  user: Account,
  verdict: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED",
  confirms: boolean,
  told: boolean,
) =>
  command(`${user.login} ${verdict}${confirms ? " with the line" : ""}`, async (model, world) => {
    const { forge } = world;
    const body = confirms ? (model.lines.get(model.head) ?? "") : "ok";
    forge.review(model.pull, user, verdict, body);
    const id = forge.state.reviews.at(-1)?.id ?? 0;
    model.reviews.push({ id, pull: model.pull, who: user.id, verdict, head: model.head, at: forge.state.now, body });
    await hear(model, world, user, told);
  });

const dismiss = (place: number, told: boolean) =>
  command(`review ${place} is dismissed`, async (model, world) => {
    const deciding = model.reviews.filter(({ verdict }) => verdict === "APPROVED" || verdict === "CHANGES_REQUESTED");
    const review = deciding[place % Math.max(deciding.length, 1)];
    if (!review) return;
    review.verdict = "DISMISSED";
    const known = world.forge.state.reviews.find(({ id }) => id === review.id);
    if (known) known.state = "DISMISSED";
    await hear(model, world, maintainer, told);
  });

const push = (user: Account, what: "readme" | "outside" | "memory", told: boolean) =>
  command(`${user.login} pushes ${what}`, async (model, world) => {
    const { state } = world.forge;
    const path = `${folder}/plugin.json`;
    const manifest = JSON.parse(readBranchFile(state, branch, path) ?? "{}");
    manifest.permissions.memory += 64;
    const files = {
      readme: { [`${folder}/README.md`]: String(state.now) },
      outside: { "README.md": "mine" },
      memory: { [path]: JSON.stringify(manifest) },
    };
    model.barred.add(user.id);
    await hear(model, world, user, told, pushFiles(state, branch, files[what], user));
  });

const force = (user: Account, back: number, told: boolean) =>
  command(`${user.login} forces the branch ${back} back`, async (model, world) => {
    const { state } = world.forge;
    const heads = [...new Set(state.runs.flatMap(({ inputs }) => inputs["head-sha"] ?? []))];
    const sha = heads.at(-1 - (back % heads.length)) ?? "";
    model.barred.add(user.id);
    for (const thread of state.threads.values())
      if (thread.open && thread.pull?.head === branch) model.resets.push({ pull: thread.number, at: state.now });
    forcePush(state, branch, sha, user);
    await hear(model, world, user, told, sha);
  });

const turn = (told: boolean) =>
  command("the pull request gets another base", async (model, world) => {
    const { number, intoMain } = findPull(world);
    retarget(world.forge.state, number, intoMain ? "side" : "main");
    model.resets.push({ pull: number, at: world.forge.state.now });
    await hear(model, world, maintainer, told);
  });

const role = (user: Account, told: boolean) =>
  command(`${user.login} gets or loses the role`, async (model, world) => {
    const { state } = world.forge;
    const list = JSON.parse(readBranchFile(state, "forge/registry", "reviewers.json") ?? "{}");
    const open = model.roles.find((span) => span.who === user.id && span.until === Number.POSITIVE_INFINITY);
    if (open) {
      open.until = state.now;
      const entry = list.reviewers.find((one: { id: number; until?: string }) => one.id === user.id && !one.until);
      entry.until = timeOf(state);
    } else {
      model.roles.push({ who: user.id, from: state.now, until: Number.POSITIVE_INFINITY });
      list.reviewers.push({ id: user.id, login: user.login, role: "approver", from: timeOf(state) });
    }
    pushFiles(state, "forge/registry", { "reviewers.json": JSON.stringify(list) }, maintainer);
    await hear(model, world, maintainer, told);
  });

const name = (user: Account, told: boolean) =>
  command(`${user.login} is named in the configuration, or no longer`, async (model, world) => {
    const { state } = world.forge;
    const line = `    - {id: ${user.id}, login: ${user.login}}\n`;
    const text = readBranchFile(state, "main", ".github/forge.yml") ?? "";
    const named = model.named.delete(user.id);
    if (!named) model.named.add(user.id);
    // Somebody must be named for the configuration to be valid.
    const next = named ? text.replace(line, "") : text.replace("  users:\n", `  users:\n${line}`);
    if (model.named.size === 0) return void model.named.add(user.id);
    pushFiles(state, "main", { ".github/forge.yml": next }, maintainer);
    await hear(model, world, maintainer, told);
  });

const pipeline = (conclusion: "success" | "failure", digest: string, told: boolean) =>
  command(`the pipeline ends: ${conclusion}`, async (model, world) => {
    const { forge } = world;
    const run = forge.state.runs.findLast(({ workflow }) => workflow === "forge-pipeline.yml");
    if (!run || run.status === "completed") return;
    world.digests.set(run.id, digest);
    forge.endRun("forge-pipeline.yml", conclusion, conclusion === "success" ? greenResults(digest) : []);
    await hear(model, world, maintainer, told);
  });

const again = (digest: string, told: boolean) =>
  command("the same head goes through the pipeline again", async (model, world) => {
    const { forge } = world;
    const run = forge.state.runs.findLast(({ workflow }) => workflow === "forge-pipeline.yml");
    if (run?.conclusion !== "success" || run.inputs["head-sha"] !== model.head) return;
    const id = forge.state.nextId++;
    forge.state.runs.push({ ...run, id, createdAt: timeOf(forge.state) });
    world.digests.set(id, digest);
    forge.endRun("forge-pipeline.yml", "success", greenResults(digest));
    await hear(model, world, maintainer, told);
  });

const hold = (held: boolean) =>
  command(held ? "hold" : "unhold", async (model, world) => {
    // It counts at once: a publication that is under way reads it before it merges, and ends.
    model.held = held;
    await say(model, world, maintainer, held ? "/forge hold" : "/forge unhold");
  });

const mayPublish = (model: StoryModel, user: Account) =>
  user === maintainer ||
  (model.named.has(user.id) &&
    model.roles.some(({ who, from, until }) => who === user.id && from <= model.now && model.now < until));

const publish = (user: Account, words: string) =>
  command(`${user.login}: ${words}`, async (model, world) => {
    const failed = publications(world).some((run) => run.inputs["head-sha"] === model.head);
    const asks = mayPublish(model, user) && (words === "/forge publish" || failed);
    await say(model, world, user, words, asks);
  });

const finish = (wanted: boolean) =>
  command(`publishing ends${wanted ? " well, where the quorum still stands" : ": failure"}`, async (model, world) => {
    const { forge } = world;
    const run = publications(world).at(-1);
    if (!run || run.status === "completed") return;
    const works = wanted && run.inputs["head-sha"] === model.head && judgeApprovals(model).valid && !model.held;
    if (works) publishAsWorkflow(forge, request);
    forge.endRun("forge-publish.yml", works ? "success" : "failure");
    model.published = works;
    await tell(model, world, { subject: { kind: "thread", number: request }, actor: null });
  });

const replay = (place: number): Command => ({
  check: () => true,
  async run(model, world) {
    const hint = world.hints[place % Math.max(world.hints.length, 1)];
    if (hint) await tell(model, world, hint);
  },
  toString: () => `event ${place} comes again`,
});

const sweep: Command = {
  check: () => true,
  run: (model, world) => tell(model, world, { subject: { kind: "sweep", number: request }, actor: null }),
  toString: () => "sweep",
};

const told = fc.integer({ min: 0, max: 3 }).map((number) => number > 0);
const pick = <T>(list: readonly T[]) => fc.constantFrom(...list);
const digests = pick([digestA, digestA, digestA, `sha256:${"b".repeat(64)}`]);

const approval = fc
  .tuple(pick([carol, dave, alice]), told)
  .map(([user, heard]) => review(user, "APPROVED", true, heard));
const green = told.map((heard) => pipeline("success", digestA, heard));
const asked = fc.constant(publish(maintainer, "/forge publish"));
const ways = [approval, approval, approval, approval, green, green, asked, asked];

/** Everything that may happen between acceptance and publication; what leads there is listed often, so that some stories arrive. */
export const approvalCommands: readonly fc.Arbitrary<Command>[] = [
  ...ways,
  ...ways,
  fc
    .tuple(pick(everybody), pick(["APPROVED", "CHANGES_REQUESTED", "COMMENTED"] as const), fc.boolean(), told)
    .map(([user, verdict, line, heard]) => review(user, verdict, line, heard)),
  fc.tuple(fc.nat(9), told).map(([place, heard]) => dismiss(place, heard)),
  fc
    .tuple(pick([maintainer, maintainer, dave]), pick(["readme", "outside", "memory", "memory"] as const), told)
    .map(([user, what, heard]) => push(user, what, heard)),
  fc.tuple(fc.nat(3), told).map(([back, heard]) => force(maintainer, back, heard)),
  told.map(turn),
  fc.tuple(pick(approvers), told).map(([user, heard]) => role(user, heard)),
  fc.tuple(pick(approvers), told).map(([user, heard]) => name(user, heard)),
  fc
    .tuple(pick(["success", "failure"] as const), digests, told)
    .map(([end, digest, heard]) => pipeline(end, digest, heard)),
  fc.tuple(digests, told).map(([digest, heard]) => again(digest, heard)),
  pick([true, false, false]).map(hold),
  fc
    .tuple(pick([maintainer, carol, mallory, bob]), pick(["/forge publish", "/forge retry publish"]))
    .map(([user, words]) => publish(user, words)),
  pick([true, false, false]).map(finish),
  fc.nat(30).map(replay),
  fc.constant(sweep),
];
