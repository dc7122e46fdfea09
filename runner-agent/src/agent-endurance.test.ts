import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type AgentClient, connectAgent, detectConfinement } from "@plugsmith/plugin-host";
import type { BenchEvent } from "@plugsmith/schemas";
import { afterAll, describe, expect, it } from "vitest";
import { expectConverged } from "./testing/audit-endurance.ts";
import { openEnduranceBench } from "./testing/endurance-bench.ts";
import { createEnduranceWorld } from "./testing/endurance-world.ts";
import { listDescendants, listProcesses, type SeenProcess } from "./testing/process-census.ts";
import type { SpawnedAgent } from "./testing/spawn-agent.ts";

/** `PLUGSMITH_AGENT_KILLS=200` is the deep check. `PLUGSMITH_SEED` plays the same choices again; the moments stay the machine's. */
const rounds = Number(process.env["PLUGSMITH_AGENT_KILLS"] ?? 5);
const seed = Number(process.env["PLUGSMITH_SEED"] ?? Date.now() % 1_000_000);
/** For an agent with three plugins on a machine with other work. */
const patienceMs = 60_000;
/** For the kernel to end what belonged to a killed agent, whether another one starts or not. */
const orphanMs = 10_000;

const { level, reason } = await detectConfinement();
if (level !== "os") console.warn(`SKIPPED: kill -9 of agent and plugins: ${reason}`);

/** mulberry32 */
function createChance(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const chance = createChance(seed);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const kinds = ["agent", "plugin", "both", "starting", "stopping"] as const;

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It was gone already.
  }
}

describe.skipIf(level !== "os")("a bench that is killed", () => {
  let agent: SpawnedAgent | undefined;
  let close = async () => {};
  afterAll(async () => {
    agent?.child.kill("SIGKILL");
    await agent?.exited;
    await close();
  });

  it(
    `leaves no process, loses no job and no event, and comes back as it was, in ${rounds} rounds (seed ${seed})`,
    async () => {
      const bench = await openEnduranceBench();
      close = bench.close;
      const world = createEnduranceWorld(bench, chance);
      const played: Record<string, number> = {};
      let client: AgentClient | undefined;
      let leftToNext = 0;

      const listLeft = (family: readonly SeenProcess[]) => {
        const now = new Set(listProcesses().map(({ pid, start }) => `${pid} ${start}`));
        const left = family.filter(({ pid, start }) => now.has(`${pid} ${start}`));
        return [...left, ...bench.listStrays(undefined)].map(({ pid, command }) => `${pid} ${command}`);
      };
      /** What the kernel has not ended by itself; the next agent's start must. */
      const waitForNobody = async (family: readonly SeenProcess[]): Promise<number> => {
        const deadline = performance.now() + orphanMs;
        while (listLeft(family).length > 0 && performance.now() < deadline) await pause(25);
        return listLeft(family).length;
      };
      const begin = async (): Promise<{ agent: SpawnedAgent; client: AgentClient; pid: number }> => {
        if (!agent) {
          agent = bench.start();
          await agent.waitFor(({ status }) => status === "ready", 0, patienceMs);
          client = undefined;
        }
        client ??= await connectAgent(bench.socket);
        const pid = agent.child.pid ?? 0;
        await world.meet(client);
        await expectConverged(bench, world, client, pid, patienceMs);
        return { agent, client, pid };
      };

      for (let round = 0; round < rounds; round += 1) {
        const kind = kinds[(round + seed) % kinds.length] ?? "agent";
        played[kind] = (played[kind] ?? 0) + 1;
        let family: readonly SeenProcess[] = [];
        if (kind === "starting") {
          if (agent) {
            agent.child.kill("SIGKILL");
            await agent.exited;
          }
          agent = bench.start();
          await pause(chance() * 1_200);
          family = listDescendants(agent.child.pid ?? 0, listProcesses());
          agent.child.kill("SIGKILL");
        } else {
          const running = await begin();
          let over = false;
          const work = world.work(running.client, () => over);
          await pause(chance() * 800);
          family = listDescendants(running.pid, listProcesses());
          const victim = family[Math.floor(chance() * family.length)]?.pid ?? 0;
          if (kind === "plugin" || kind === "both") kill(victim);
          if (kind === "both") await pause(chance() * 30);
          if (kind === "stopping") {
            running.agent.child.kill("SIGTERM");
            await pause(chance() * 400);
          }
          if (kind !== "plugin") running.agent.child.kill("SIGKILL");
          else await pause(chance() * 200);
          over = true;
          await work;
        }
        if (kind === "plugin") continue;
        await agent?.exited;
        agent = undefined;
        client?.close();
        if (chance() < 0.5 && (await waitForNobody(family)) > 0) leftToNext += 1;
      }

      const last = await begin();
      if (world.known.paused) {
        await last.client.request("jobs", { action: "resume", plugin: "acme-clock" });
        world.known.paused = false;
      }
      await expectConverged(bench, world, last.client, last.pid, patienceMs);
      const tries = new Map<string, number>();
      for (const [key, id] of world.jobs) {
        const job = (await last.client.request("jobs", { action: "show", id })) as Record<string, unknown>;
        expect(job, key).toMatchObject({ key, state: "done", result: { n: world.numberOf(key) } });
        tries.set(key, Number(job["attempts"]) + Number(job["interruptions"]));
      }
      const family = listDescendants(last.pid, listProcesses());
      last.agent.child.kill("SIGTERM");
      expect(await last.agent.exited).toEqual({ code: 0, signal: null });
      agent = undefined;
      await waitForNobody(family);
      expect(listLeft(family)).toEqual([]);
      expect(existsSync(bench.socket)).toBe(false);
      expect(existsSync(join(bench.stateDir, "agent.lock"))).toBe(false);
      expect(bench.listGroups()).toEqual([]);

      const ran = join(bench.stateDir, "data/acme-clock/ran");
      const notes = readdirSync(ran).flatMap((name) => readFileSync(join(ran, name), "utf8").trim().split("\n"));
      const times = new Map<string, number>();
      for (const key of notes) times.set(key, (times.get(key) ?? 0) + 1);
      for (const [key, most] of tries) {
        expect(times.get(key) ?? 0, `${key} was run`).toBeGreaterThan(0);
        expect(times.get(key) ?? 0, `${key} was run no more than it was tried`).toBeLessThanOrEqual(most);
      }
      expect(world.jobs.size).toBeGreaterThan(0);
      const events = auditJournal(bench.stateDir);
      const sent = bench.forge.received.map(
        ({ payload }) => JSON.parse(Buffer.from(payload, "base64").toString("utf8")) as BenchEvent,
      );
      const first = new Map(sent.toReversed().map(({ sequence, id }) => [sequence, id]));
      for (const { sequence, id } of sent) expect(first.get(sequence), `event ${sequence} is one event`).toBe(id);
      for (const { sequence, id } of events) expect(first.get(sequence), `event ${sequence} was sent`).toBe(id);
      const order = [...new Set(sent.map(({ sequence }) => sequence))];
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      const repeats = notes.length - times.size;
      console.log(
        JSON.stringify({
          seed,
          played,
          acts: world.counts,
          jobs: times.size,
          repeats,
          events: events.length,
          leftToNext,
        }),
      );
    },
    Math.max(300_000, rounds * 30_000),
  );
});

/** The events of the journal: every line readable, each numbered higher than the one before. */
function auditJournal(stateDir: string): readonly BenchEvent[] {
  const events: BenchEvent[] = [];
  const lines = ["journal.ndjson.1", "journal.ndjson"]
    .map((name) => join(stateDir, name))
    .filter((path) => existsSync(path))
    .flatMap((path) => readFileSync(path, "utf8").trim().split("\n"));
  for (const line of lines) {
    const entry = JSON.parse(line) as BenchEvent & { kind: string };
    if (entry.kind === "event") events.push(entry);
  }
  events.forEach(({ sequence }, n) => expect(sequence).toBeGreaterThan(events[n - 1]?.sequence ?? 0));
  return events;
}
