import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalGitHub, type RequestedRun, startLocalGitHub } from "@plugsmith/local";
import { createGitRegistryStore } from "@plugsmith/registry";
import type { StepResult } from "@plugsmith/schemas";
import { zipSync } from "fflate";
import { PersonClient } from "../forge/person-client.ts";
import { startBot } from "../forge/start-bot.ts";
import { planInit } from "../init/plan-init.ts";

/** Who knocks, by role in the repository. `lou` and `kim` hold the approver role until a test takes it. */
export const cast = {
  requester: "rosa",
  triager: "tess",
  writer: "wim",
  approver1: "ada",
  approver2: "lin",
  approver3: "lou",
  approver4: "kim",
  maintainer: "max",
  admin: "otto",
  outsider: "oscar",
} as const;
export type Role = keyof typeof cast;

const owner = "acme";
const repository = `${owner}/forge`;
const approvers = [cast.approver1, cast.approver2, cast.approver3, cast.approver4];

/** The real bot server before an embedded GitHub that refuses every request GitHub's description does not know. */
export interface DoorWorld {
  readonly github: LocalGitHub;
  readonly botUrl: string;
  readonly repository: string;
  /** Runs that were asked for, as `<workflow> <name> <head-sha>`; of the registry's workflow `<workflow> <action> <name> <version>`. */
  readonly dispatched: readonly string[];
  as(role: Role): PersonClient;
  /** Resolves when GitHub has told everything and the bot has worked through it. */
  settle(): Promise<void>;
  /** With other template packs, where a folder is given. */
  restartBot(packsFolder?: string): Promise<void>;
  /** Ends the bot's process with SIGKILL. */
  killBot(): void;
  close(): Promise<void>;
}

const digestOf = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

function makeResults(name: string, head: string): Uint8Array {
  const startedAt = new Date().toISOString();
  const steps = ["build", "test", "sandbox", "package"] as const;
  const results = steps.map((step): [string, Uint8Array] => {
    const result: StepResult = {
      schemaVersion: 1,
      step,
      status: "success",
      code: "ok",
      message: "ok",
      startedAt,
      durationMs: 10,
      ...(step === "package" && { digest: digestOf(`${name} ${head}`) }),
    };
    return [`${step}.json`, Buffer.from(JSON.stringify(result))];
  });
  return zipSync(Object.fromEntries(results));
}

/** Plays the jobs: every pipeline is green at once, with a digest of its own for each head. Publications stay queued. */
function playRuns(github: LocalGitHub, dispatched: string[]): void {
  const play = async (run: RequestedRun) => {
    const { name = "", "head-sha": head = "", action = "", version = "" } = run.inputs;
    const workflow = run.workflowPath.split("/").at(-1) ?? "";
    const about = workflow === "forge-registry.yml" ? `${action} ${name} ${version}` : `${name} ${head}`;
    dispatched.push(`${workflow} ${about}`.trim());
    const title = `${workflow.replace(/\.yml$/, "")} ${about}`;
    await github.updateRun(run.runId, { status: "in_progress", displayTitle: title });
    if (workflow !== "forge-pipeline.yml") return;
    github.addArtifact(run.runId, "forge-results", makeResults(name, head));
    await github.updateRun(run.runId, { status: "completed", conclusion: "success", displayTitle: title });
  };
  github.onRunRequested((run) => void play(run));
}

async function readBusy(botUrl: string): Promise<number> {
  const text = await (await fetch(`${botUrl}/metrics`)).text();
  const values = [...text.matchAll(/^forge_jobs_(?:queued|running) (\d+)/gm)].map((found) => Number(found[1]));
  return values.reduce((sum, value) => sum + value, 0);
}

/**
 * Starts GitHub, a forge repository that takes everybody's requests, and the bot as a process of its own, which reaches
 * GitHub `through` another address where one is given.
 */
export async function openDoorWorld(
  changeConfig: (yaml: string) => string = (yaml) => yaml,
  through: (githubUrl: string) => Promise<string> = async (url) => url,
): Promise<DoorWorld> {
  const workFolder = mkdtempSync(join(tmpdir(), "plugsmith-door-"));
  const github = await startLocalGitHub({
    organisation: owner,
    owner: cast.admin,
    people: Object.values(cast).filter((login) => login !== cast.outsider),
    outsiders: [cast.outsider],
    approverTeam: { slug: "forge-approvers", members: approvers },
    strictRequests: true,
  });
  const dispatched: string[] = [];
  playRuns(github, dispatched);
  const init = planInit({
    repository,
    plugsmithRepository: "plugsmith/plugsmith",
    plugsmithSha: "a".repeat(40),
    approvers: { team: "forge-approvers" },
    reviewers: approvers.map((login) => ({ id: github.people[login]?.id ?? 0, login })),
    benches: [],
    requestsFrom: "anyone",
  });
  const files = { ...init.files, ".github/forge.yml": changeConfig(init.files[".github/forge.yml"] ?? "") };
  const forge = await github.createRepository({ owner, name: "forge", files });
  const roles = { triager: "triage", writer: "write", maintainer: "maintain" } as const;
  for (const [role, permission] of Object.entries(roles))
    github.setRole(forge.fullName, cast[role as Role], permission);
  for (const login of approvers) github.setRole(forge.fullName, login, "write");
  const token = github.people[cast.admin]?.token ?? "";
  await createGitRegistryStore({ gitUrl: `${github.url}/${repository}.git`, token }).initialise(init.registry);
  const apiUrl = await through(github.url);
  const start = (port?: number, packsFolder?: string) =>
    startBot({ workFolder, apiUrl, app: github.app, packsFolder, ...(port && { port }) });
  let bot = await start();
  const knock = () => github.setWebhookUrl(`${bot.url}/api/github/webhooks`);
  knock();
  return {
    github,
    get botUrl() {
      return bot.url;
    },
    repository,
    dispatched,
    as(role) {
      const login = cast[role];
      const { id, token: own } = github.people[login] ?? { id: 0, token: "" };
      return new PersonClient(github.url, repository, { id, login, token: own });
    },
    async settle() {
      // Work makes events, and events make work: both must be at rest, with nothing new in between.
      for (let before = -1; ; ) {
        await github.idle();
        if ((await readBusy(bot.url)) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
        else if (github.requests.length === before) return;
        else before = github.requests.length;
      }
    },
    killBot: () => void bot.child.kill("SIGKILL"),
    async restartBot(packsFolder) {
      await bot.stop();
      // At the same address: benches know no other.
      bot = await start(Number(new URL(bot.url).port), packsFolder);
      knock();
    },
    async close() {
      await bot.stop();
      await github.close();
      rmSync(workFolder, { recursive: true, force: true });
    },
  };
}

/** A delivery id as GitHub makes them. */
export const newDeliveryId = (): string => randomUUID();
