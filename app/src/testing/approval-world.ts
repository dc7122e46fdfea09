import type { PluginManifest } from "@plugsmith/schemas";
import { renderConfirmation } from "@plugsmith/trust";
import { type ApprovalModel, judgeApprovals, makeApprovalModel } from "@plugsmith/trust/testing";
import type { Account } from "../facts/facts.ts";
import type { HintSubject } from "../hints/hint.ts";
import { createFakeForge, type FakeForge, goodBody, people } from "./fake-forge.ts";
import { type FakeRun, pushFiles, readBranchFile } from "./fake-github-state.ts";

export const request = 1;
export const branch = "forge/request-1";
export const folder = "plugins/acme-scale";
const { alice, bob, carol, dave, maintainer } = people;
export const approvers = [alice, carol, dave];

/** What the model knows besides approvals: what else stands between a quorum and a publication. */
export interface StoryModel extends ApprovalModel {
  held: boolean;
  published: boolean;
}

/** A forge, with what a test must remember that GitHub would not tell. */
export interface StoryWorld {
  readonly forge: FakeForge;
  readonly hints: { readonly subject: HintSubject; readonly actor: Account | null }[];
  /** Digest that each run of the pipeline found. */
  readonly digests: Map<number, string>;
  readonly automatic: boolean;
  /** Publications that the forge dispatched, by whether they were asked for. */
  dispatched: number;
}

const pipelines = ({ forge }: StoryWorld) => forge.state.runs.filter((run) => run.workflow === "forge-pipeline.yml");
export const publications = ({ forge }: StoryWorld): FakeRun[] =>
  forge.state.runs.filter((run) => run.workflow === "forge-publish.yml");

/** The pull request that stands for the request now: the newest open one into main, or one that was turned away. */
export function findPull({ forge }: StoryWorld) {
  const open = [...forge.state.threads.values()].filter((thread) => thread.open && thread.pull?.head === branch);
  const own = open.findLast((thread) => thread.pull?.base === "main") ?? open.at(-1);
  if (!own?.pull) throw new Error("There is no open pull request");
  return { number: own.number, head: own.pull.headSha, base: own.pull.base, intoMain: own.pull.base === "main" };
}

/** Takes over into the model what anybody can see on GitHub: the head, its files and the runs that ended. */
export function look(model: StoryModel, world: StoryWorld): void {
  const { state } = world.forge;
  model.now = state.now;
  if (model.published) return;
  const pull = findPull(world);
  Object.assign(model, { pull: pull.number, head: pull.head, base: pull.intoMain ? "main" : "side" });
  const tree = state.trees.get(state.commits.get(pull.head)?.tree ?? "");
  if (tree?.has("README.md")) model.outside.add(pull.head);
  const manifest: PluginManifest = JSON.parse(tree?.get(`${folder}/plugin.json`)?.content ?? "{}");
  if (manifest.permissions.memory > 64) model.lines.set(pull.head, renderConfirmation(manifest.permissions));
  model.runs = pipelines(world)
    .filter((run) => run.conclusion === "success")
    .sort((a, b) => a.id - b.id)
    .map((run) => ({
      head: run.inputs["head-sha"] ?? "",
      digest: world.digests.get(run.id) ?? "",
      endedAt: Date.parse(run.updatedAt),
    }));
}

/** Is a publication of the head under way? */
export const isBusy = (model: StoryModel, world: StoryWorld) =>
  publications(world).some((run) => run.inputs["head-sha"] === model.head && run.status !== "completed");

/** Does the pipeline look at the head once more? Then everybody waits for its end. */
const isTesting = (model: StoryModel, world: StoryWorld) =>
  pipelines(world).findLast((run) => run.inputs["head-sha"] === model.head)?.status !== "completed";

/**
 * Sends a hint and holds the forge against the model: a publication is dispatched only for a valid quorum, of that head and
 * digest, and when somebody who may asks for it with a valid quorum, it is dispatched.
 * @param asks does this hint carry a command to publish, by somebody who may?
 */
export async function tell(
  model: StoryModel,
  world: StoryWorld,
  hint: StoryWorld["hints"][number],
  asks = false,
): Promise<void> {
  const { forge } = world;
  look(model, world);
  const busy = isBusy(model, world);
  const testing = isTesting(model, world);
  await forge.send(request, hint.subject, hint.actor);
  model.now = forge.state.now;
  const { valid } = judgeApprovals(model);
  const free = valid && !model.held && !model.published;
  const started = publications(world).slice(world.dispatched);
  world.dispatched += started.length;
  if (started.length > 1) throw new Error("One hint dispatched two publications");
  const [run] = started;
  if (run) {
    if (!free || busy) throw new Error(`Published without a valid quorum: ${forge.status(request)}`);
    if (!asks && !world.automatic) throw new Error("Published though nobody asked");
    const digest = model.runs.findLast((one) => one.head === model.head)?.digest;
    const { "head-sha": head, "pull-request": pull, digest: given } = run.inputs;
    if (head !== model.head || pull !== String(model.pull) || given !== digest)
      throw new Error("Published something else than what was approved");
  } else if (asks && free && !busy && !testing) {
    throw new Error(`A valid quorum was refused: ${forge.told(request).at(-1)}\n${forge.status(request)}`);
  }
  look(model, world);
}

const published = (permissions: PluginManifest["permissions"]) => ({
  name: "acme-scale",
  description: "Reads.",
  type: "bench",
  cms: "bench",
  runtime: "node",
  usb: [],
  versions: [
    {
      version: "0.9.0",
      digest: `sha256:${"9".repeat(64)}`,
      size: 10,
      publishedAt: "2026-01-02T00:00:00Z",
      request: 900,
      pullRequest: 901,
      headSha: "c".repeat(40),
      mergeSha: "c".repeat(40),
      tree: "b".repeat(40),
      runId: "1",
      assets: { zip: "a.zip", bundle: "a.jsonl", sbom: "a.json" },
      permissions,
      status: "active",
    },
  ],
});

/** A forge with one accepted request whose pipeline is under way, an earlier version in the registry, and its model. */
export async function startStory(automatic: boolean): Promise<{ model: StoryModel; real: StoryWorld }> {
  const forge = createFakeForge({ config: automatic ? "publish: {automatic: true}\n" : "" });
  const registry = JSON.parse(readBranchFile(forge.state, "forge/registry", "registry.json") ?? "{}");
  forge.openIssue(bob, "Forge request: scale", goodBody, ["forge-request"]);
  await forge.touch(request, bob);
  const manifest: PluginManifest = JSON.parse(readBranchFile(forge.state, branch, `${folder}/plugin.json`) ?? "{}");
  const plugins = [published(manifest.permissions)];
  pushFiles(forge.state, "forge/registry", { "registry.json": JSON.stringify({ ...registry, plugins }) }, maintainer);
  forge.state.branches.set("side", forge.state.branches.get("main") ?? "");
  const real: StoryWorld = { forge, hints: [], digests: new Map(), automatic, dispatched: 0 };
  const model: StoryModel = {
    ...makeApprovalModel({ now: forge.state.now, head: "", pull: 0 }),
    held: false,
    published: false,
  };
  for (const { id } of approvers) {
    model.named.add(id);
    model.roles.push({ who: id, from: 0, until: Number.POSITIVE_INFINITY });
  }
  model.barred.add(bob.id);
  look(model, real);
  return { model, real };
}
