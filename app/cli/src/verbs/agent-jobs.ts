import type { AddedJob, JobDetail, JobStats, JobView, RepeatView } from "@plugsmith/runner-agent";
import { ForgeError, parseJob } from "@plugsmith/schemas";
import type { Command } from "commander";
import { askAgent } from "../agent/ask-agent.ts";
import { parseJobOptions } from "../agent/parse-job-options.ts";
import {
  renderJobDetail,
  renderJobLine,
  renderJobList,
  renderJobStats,
  renderRepeatLine,
} from "../agent/render-jobs.ts";
import type { Outcome } from "../outcome.ts";
import { readDocument } from "../read-input-file.ts";
import { runVerb, type VerbCall } from "../run-verb.ts";

const done = (message: string, facts: Record<string, unknown>, text = message): Outcome => ({
  status: "success",
  code: "ok",
  message,
  facts,
  text,
});

const askJobs = (call: VerbCall, action: string, params: Readonly<Record<string, unknown>> = {}) =>
  askAgent(call, "jobs", { action, ...params });

async function readJob({ args, options }: VerbCall) {
  const [plugin, name, words] = args as [string | undefined, string | undefined, string[] | undefined];
  const { file } = options;
  if (typeof file === "string" && plugin === undefined) return readDocument(file, "job", parseJob);
  if (plugin !== undefined && name !== undefined && file === undefined)
    return parseJobOptions(plugin, name, words ?? [], options);
  throw new ForgeError("wrong_usage", {
    message: "Which job?",
    hint: "agent jobs add <plugin> <name> [key=value …], or agent jobs add --file job.json",
  });
}

async function addJob(call: VerbCall): Promise<Outcome> {
  const added = (await askJobs(call, "add", { job: await readJob(call) })) as AddedJob;
  const line = "job" in added ? renderJobLine(added.job, call.paint) : renderRepeatLine(added.repeat);
  const id = "job" in added ? added.job.id : added.repeat.id;
  const message = added.duplicate ? `Job ${id} was there already.` : `Job ${id} was added.`;
  return done(message, { ...added }, `${message}\n${line}`);
}

async function listJobs(call: VerbCall): Promise<Outcome> {
  const { plugin, state, limit } = call.options;
  const list = (await askJobs(call, "list", { plugin, state, limit })) as { jobs: JobView[]; repeats: RepeatView[] };
  return done(`${list.jobs.length} jobs.`, list, renderJobList(list, call.paint));
}

async function showJob(call: VerbCall): Promise<Outcome> {
  const job = (await askJobs(call, "show", { id: call.args[0] })) as JobDetail | RepeatView;
  return done(`Job ${job.id}.`, { job }, renderJobDetail(job, call.paint));
}

const changeJob = (action: "retry" | "cancel", past: string) => async (call: VerbCall) => {
  const job = (await askJobs(call, action, { id: call.args[0] })) as JobView | RepeatView;
  return done(`Job ${job.id} is ${past}.`, { job });
};

const holdJobs = (action: "pause" | "resume", past: string) => async (call: VerbCall) => {
  const [plugin] = call.args;
  const result = (await askJobs(call, action, { plugin })) as Record<string, unknown>;
  return done(`Jobs of ${plugin === undefined ? "all plugins" : String(plugin)} are ${past}.`, result);
};

async function countJobs(call: VerbCall): Promise<Outcome> {
  const stats = (await askJobs(call, "stats")) as JobStats;
  return done("The queue's numbers.", { stats }, renderJobStats(stats));
}

/** `plugsmith agent jobs …`: the bench's durable queue. */
export function registerAgentJobs(agent: Command): void {
  const jobs = agent.command("jobs").description("the bench's durable queue of jobs");
  const verb = (name: string, description: string) =>
    jobs
      .command(name)
      .description(description)
      .option("--socket <path>", "control socket of the agent")
      .option("--config <file>", "bench configuration that names it");
  verb("add", "add a job for a plugin; it is on disk when this ends")
    .argument("[plugin]", "name of the plugin")
    .argument("[name]", "kind of job, one of the plugin's permissions.queue")
    .argument("[data...]", "key=value words, or one JSON object")
    .option("--file <job.json>", "the whole job as JSON instead, for flows and backoff")
    .option("--key <text>", "idempotency key: added twice is added once")
    .option("--priority <number>", "-100 to 100, higher goes first")
    .option("--delay <ms>", "not before so many milliseconds from now")
    .option("--attempts <count>", "tries before it is a dead letter")
    .option("--timeout <ms>", "deadline of one try")
    .option("--cron <pattern>", "repeat it")
    .option("--timezone <name>", "IANA name in which --cron is read")
    .action(runVerb(addJob));
  verb("list", "list jobs, newest first, and repeating ones")
    .option("--plugin <name>", "only of this plugin")
    .option("--state <state>", "only in this state; dead: the dead letters")
    .option("--limit <count>", "at most so many", "50")
    .action(runVerb(listJobs));
  verb("show", "show a job: what it carries and what came of it").argument("<id>", "its id").action(runVerb(showJob));
  verb("retry", "start a dead, cancelled or delayed job again, with its failed children")
    .argument("<id>", "its id")
    .action(runVerb(changeJob("retry", "in the queue again")));
  verb("cancel", "cancel a job and its children, or end a repeating one")
    .argument("<id>", "its id")
    .action(runVerb(changeJob("cancel", "cancelled")));
  verb("pause", "start no more jobs; those that run go on")
    .argument("[plugin]", "only of this plugin")
    .action(runVerb(holdJobs("pause", "paused")));
  verb("resume", "start jobs again")
    .argument("[plugin]", "only of this plugin")
    .action(runVerb(holdJobs("resume", "resumed")));
  verb("stats", "how many jobs stand where").action(runVerb(countJobs));
}
