import { describe, expect, it } from "vitest";
import type { FakeForge } from "./testing/fake-forge.ts";
import { type Death, startFakeProcess } from "./testing/fake-process.ts";
import { openStory, type Story, type StoryEvent, stories } from "./testing/forge-stories.ts";
import { renderOutcome } from "./testing/render-outcome.ts";

/** Longer than GitHub may take to list a run that was dispatched. */
const graceMs = 130_000;

/** What a new process finds besides GitHub: its queue with the delivery in whose work the old one ended, or nothing. */
type Memory = "queue kept" | "queue deleted";

/** A new process sweeps at its start and, later, on its schedule; the queue hands the delivery out again. */
async function recover(forge: FakeForge, again: StoryEvent | null): Promise<void> {
  const process = startFakeProcess(forge);
  await process.sweep();
  if (again) await process.send(again.subject, again.actor);
  forge.tick(graceMs);
  await process.sweep();
  await process.sweep();
}

/** Lives a story with one death; answers what is there at the end and what the first life wrote. */
async function live(story: Story, death: Death | null, memory: Memory = "queue kept") {
  const forge = openStory(story);
  let process = startFakeProcess(forge, death);
  const { writes } = process;
  let killed = false;
  for (const step of story.steps) {
    const event = step.act(forge);
    if (await process.send(event.subject, event.actor)) continue;
    killed = true;
    await recover(forge, memory === "queue kept" ? event : null);
    process = startFakeProcess(forge);
  }
  await recover(forge, null);
  return { outcome: renderOutcome(forge), writes, killed };
}

/** Who pushed is told by the delivery; without it, GitHub's activity log tells it when reviews are counted. */
const isToldOnce = (line: string) => line.includes('"kind":"head_pushed"');

async function findDifferences(story: Story, memory: Memory): Promise<string[]> {
  const whole = await live(story, null);
  expect(whole.writes.length).toBeGreaterThan(20);
  const differences: string[] = [];
  for (let boundary = 1; boundary <= whole.writes.length; boundary += 1) {
    for (const side of ["before", "after"] as const) {
      const { outcome, killed } = await live(story, { boundary, side }, memory);
      expect(killed).toBe(true);
      const count = (lines: readonly string[], line: string) => lines.filter((one) => one === line).length;
      const differs = [...new Set([...whole.outcome, ...outcome])]
        .filter((line) => memory === "queue kept" || !isToldOnce(line))
        .filter((line) => count(whole.outcome, line) !== count(outcome, line))
        .map((line) => `${count(outcome, line)} instead of ${count(whole.outcome, line)}: ${line}`);
      if (differs.length > 0) differences.push(`${boundary} ${side} ${whole.writes[boundary - 1]}`, ...differs);
    }
  }
  return differences;
}

describe.each(stories)("a bot killed in the story $name", (story) => {
  it.each<Memory>(["queue kept", "queue deleted"])(
    "at any write, before or after it took effect, with its %s, leaves what a bot that lived leaves",
    async (memory) => {
      expect(await findDifferences(story, memory)).toEqual([]);
    },
  );

  it("leaves the same when it hears of nothing and only sweeps", async () => {
    const forge = openStory(story);
    for (const step of story.steps) {
      step.act(forge);
      await recover(forge, null);
    }
    const whole = await live(story, null);
    expect(renderOutcome(forge)).toEqual(whole.outcome.filter((line) => !isToldOnce(line)));
  });

  it("leaves the same when two processes hear of everything at the same moment", async () => {
    const forge = openStory(story);
    for (const step of story.steps) {
      const event = step.act(forge);
      const processes = [startFakeProcess(forge), startFakeProcess(forge)];
      await Promise.all(processes.map((process) => process.send(event.subject, event.actor)));
      await recover(forge, null);
    }
    const whole = await live(story, null);
    expect(renderOutcome(forge)).toEqual(whole.outcome);
  });

  it("leaves the same when it hears of everything twice, in two processes", async () => {
    const forge = openStory(story);
    for (const step of story.steps) {
      const event = step.act(forge);
      for (const process of [startFakeProcess(forge), startFakeProcess(forge)])
        await process.send(event.subject, event.actor);
    }
    await recover(forge, null);
    const whole = await live(story, null);
    expect(renderOutcome(forge)).toEqual(whole.outcome);
  });
});
