/**
 * `node job-queue-child.ts <folder> <round> <jobs>`: a queue on its own that adds the keyed jobs of this round and, again, those of the
 * round before, and runs what it finds. Says what happened, line by line, so that a test can kill it and compare.
 */
import { writeSync } from "node:fs";
import { join } from "node:path";
import { openJobDatabase } from "../jobs/job-database-store.ts";
import { createJobQueue } from "../jobs/job-queue.ts";
import { openJobStore } from "../jobs/job-store.ts";
import { openRepeatStore } from "../jobs/repeat-store.ts";
import { readClock } from "../read-clock.ts";

const [folder = ".", roundText = "0", countText = "0"] = process.argv.slice(2);
const [round, count] = [Number(roundText), Number(countText)];
const say = (...words: unknown[]) => writeSync(1, `${words.join(" ")}\n`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const database = openJobDatabase(join(folder, "jobs.sqlite"), (message) => say("log", message));
const queue = createJobQueue({
  clock: readClock(),
  jobs: openJobStore(database),
  repeats: openRepeatStore(database),
  async deliver(_plugin, job) {
    say("ran", job.key);
    if (job.children.length > 0 && job.children.some(({ result }) => result !== "measured")) say("broken", job.key);
    await pause(Math.random() * 4);
    return "measured";
  },
  chance: Math.random,
  concurrency: () => 4,
  ready: () => true,
  onTry: (row, state) => void say(state, row.key),
  log: (message) => say("log", message),
});
say("ready");

for (const [of, index] of [round - 1, round].flatMap((one) =>
  Array.from({ length: count }, (_, at) => [one, at] as const),
)) {
  if (of < 0) continue;
  const key = `k-${of}-${index}`;
  const children = index % 5 === 0 ? [{ plugin: "acme-relay", name: "close", key: `${key}-child` }] : [];
  const request = { plugin: "acme-meter", name: "measure", key, children };
  void queue.add(request).then((added) => say("acked", key, "job" in added ? added.job.id : "?"));
  if (index % 3 === 0) await pause(1);
}
for (;;) {
  await pause(20);
  const { total } = queue.stats();
  if (total.waiting + total.running + total.delayed + total.blocked + total.cancelling === 0) break;
}
say("rows", queue.list({ limit: 1_000_000 }).jobs.length, queue.stats().total.done);
await queue.close(1_000);
