import type { AgentClient } from "@plugsmith/plugin-host";
import { toForgeError } from "@plugsmith/schemas";
import { board, type EnduranceBench } from "./endurance-bench.ts";

interface JobView {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly interruptions: number;
}

/** What a plugin that was killed a moment ago, or an agent that shuts down, says. */
const passing = new Set(["plugin_not_ready", "call_failed", "not_now", "agent_stopping"]);

/** What a person was told that the agent had done. `undefined`: it was asked for, and the agent died before it answered. */
interface Known {
  relayHeld: boolean | undefined;
  paused: boolean | undefined;
  /** Token of the one lease on the meter; "" for none. */
  lease: string | undefined;
}

/**
 * People and programs at work on a bench that is killed, and the reference of what it must know afterwards: all that it
 * acknowledged, and of what it did not, either.
 */
export function createEnduranceWorld(bench: EnduranceBench, chance: () => number) {
  const known: Known = { relayHeld: false, paused: false, lease: "" };
  /** Ids by key; "" until the queue has acknowledged it. */
  const jobs = new Map<string, string>();
  const numberOf = (key: string) => Number(/\d+/.exec(key)?.[0]);
  let meter = "1.0.0";
  let published = 0;
  let next = 0;
  const counts: Record<string, number> = {};

  const requestOf = (key: string) => {
    const n = numberOf(key);
    const job = (own: string) => ({
      plugin: "acme-clock",
      name: "tick",
      key: own,
      data: { n },
      attempts: 50,
      backoff: { firstMs: 1, maxMs: 40 },
    });
    return {
      ...job(key),
      priority: n % 3,
      ...(n % 7 === 0 ? { delayMs: 150 } : {}),
      ...(n % 5 === 0 ? { children: [job(`${key}-child`)] } : {}),
    };
  };

  async function add(client: AgentClient, key: string): Promise<void> {
    if (!jobs.has(key)) jobs.set(key, "");
    const { job } = (await client.request("jobs", { action: "add", job: requestOf(key) })) as { job: JobView };
    const before = jobs.get(key);
    if (before !== "" && before !== job.id) throw new Error(`the job ${key} was ${before} and is now ${job.id}`);
    jobs.set(key, job.id);
  }

  /** Runs a request that changes what is known; only an answer makes it sure. */
  async function settle<Name extends keyof Known>(name: Name, value: Known[Name], ask: () => Promise<unknown>) {
    known[name] = undefined as Known[Name];
    try {
      await ask();
    } catch (thrown) {
      // A person's wish is kept also when the plugin does not come up at once.
      if (toForgeError(thrown).code !== "plugin_not_ready") throw thrown;
    }
    known[name] = value;
  }

  const acts: readonly (readonly [weight: number, name: string, act: (client: AgentClient) => Promise<unknown>])[] = [
    [
      8,
      "jobs",
      (client) => Promise.all(Array.from({ length: 1 + Math.floor(chance() * 4) }, () => add(client, `j${next++}`))),
    ],
    [
      1,
      "pause",
      (client) => {
        const paused = !known.paused;
        const action = paused ? "pause" : "resume";
        return settle("paused", paused, () => client.request("jobs", { action, plugin: "acme-clock" }));
      },
    ],
    [
      2,
      "lease",
      async (client) => {
        const token = known.lease;
        if (token) return settle("lease", "", () => client.request("lease", { action: "release", token }));
        known.lease = undefined;
        const params = { action: "acquire", plugin: "acme-meter", holder: "soak", seconds: 80_000 };
        const granted = (await client.request("lease", params)) as { token: string };
        known.lease = granted.token;
      },
    ],
    [
      1,
      "hold",
      (client) => {
        const held = !known.relayHeld;
        const method = held ? "unload" : "load";
        return settle("relayHeld", held, () => client.request(method, { plugin: "acme-relay" }));
      },
    ],
    [
      1,
      "publish",
      async () => {
        published += 1;
        const version = `1.0.${published}`;
        const good = published % 3 !== 0;
        bench.publishMeter(version, good);
        if (good) meter = version;
      },
    ],
    [1, "device", (client) => client.request("simulate", { kind: "attach", device: board })],
    [2, "call", (client) => client.request("call", { plugin: "acme-clock", method: "echo", args: { n: 1 } })],
  ];
  const deck = acts.flatMap(([weight, name, act]) => Array.from({ length: weight }, () => ({ name, act })));

  return {
    known,
    jobs,
    counts,
    numberOf,
    meter: () => meter,
    /** Works until told to stop, or until the agent is gone. */
    async work(client: AgentClient, over: () => boolean): Promise<void> {
      while (!over()) {
        const { name, act } = deck[Math.floor(chance() * deck.length)] ?? { name: "", act: async () => {} };
        try {
          await act(client);
          counts[name] = (counts[name] ?? 0) + 1;
        } catch (thrown) {
          const { code } = toForgeError(thrown);
          if (code === "agent_unreachable") return;
          if (!passing.has(code)) throw thrown;
        }
        await new Promise((resolve) => setTimeout(resolve, chance() * 30));
      }
    },
    /** After a start: plugs the device in again, finds out what was left open, and asks again for jobs without an answer. */
    async meet(client: AgentClient): Promise<void> {
      await client.request("simulate", { kind: "attach", device: board });
      const { plugins, leases } = (await client.request("status")) as {
        plugins: { name: string; held: boolean }[];
        leases: { id: string }[];
      };
      known.relayHeld ??= plugins.find(({ name }) => name === "acme-relay")?.held === true;
      const stats = (await client.request("jobs", { action: "stats" })) as {
        plugins: { plugin: string; paused: boolean }[];
      };
      known.paused ??= stats.plugins.find(({ plugin }) => plugin === "acme-clock")?.paused === true;
      if (known.lease === undefined) {
        for (const { id } of leases) await client.request("lease", { action: "revoke", id });
        known.lease = "";
      }
      for (const [key, id] of jobs) if (id === "") await add(client, key);
    },
  };
}

export type EnduranceWorld = ReturnType<typeof createEnduranceWorld>;
