import type { Attempt, Trial } from "./attempt.ts";

const cell = (text: string) =>
  text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ").replaceAll(/[<>]/g, "").slice(0, 160);

function renderOurs(trial: Trial | undefined): string {
  if (!trial) return "–";
  if (trial.effects.length > 0) return `**escaped**: ${cell(trial.effects.join("; "))}`;
  return trial.deadAfterMs === undefined ? "stopped" : `stopped, dead after ${trial.deadAfterMs} ms`;
}

/** How many attempts had an effect on each kind of host, and how many were made. */
export function countEscapes(trials: readonly Trial[]): Record<Trial["host"], { tried: number; escaped: number }> {
  const count = (host: Trial["host"]) => {
    const own = trials.filter((trial) => trial.host === host);
    return { tried: own.length, escaped: own.filter(({ effects }) => effects.length > 0).length };
  };
  return { bare: count("bare"), cold: count("cold"), warm: count("warm") };
}

/** docs/isolation.md: what each attempt did on a bare host and on ours. Nothing that had an effect is left out. */
export function renderIsolation(attempts: readonly Attempt[], trials: readonly Trial[]): string {
  const find = (id: string, host: Trial["host"]) => trials.find((trial) => trial.attempt === id && trial.host === host);
  const { bare, cold, warm } = countEscapes(trials);
  const harmless = trials
    .filter(({ host, effects }) => host === "bare" && effects.length === 0)
    .map((one) => one.attempt);
  const slowest = Math.max(0, ...trials.filter(({ host }) => host !== "bare").map((trial) => trial.slowestAnswerMs));
  const rows = attempts.map((attempt) => {
    const measured = find(attempt.id, "cold")?.stoppedWith ?? "";
    const loose = find(attempt.id, "bare")?.effects ?? [];
    return `| \`${attempt.id}\` | ${cell(attempt.title)} | ${attempt.class} | ${attempt.runtime} | ${loose.length > 0 ? cell(loose.join("; ")) : "no effect"} | ${renderOurs(find(attempt.id, "cold"))} | ${renderOurs(find(attempt.id, "warm"))} | ${cell(attempt.barrier)}${measured === "" ? "" : ` (\`${cell(measured).slice(0, 60)}\`)`} |`;
  });
  return `# What a hostile plugin can do

<!-- Made by: npm run test:deep -- isolation. Do not edit. -->

${attempts.length} plugins that try to escape, each loaded by the real agent from a registry, attacking and unloaded again. What counts is what really
happened: a canary that came home or changed, a server that counted a connection, a process that died or stayed, a host or a neighbour that did
not answer in time, a limit that did not hold. On the unprotected host each attempt has a machine and a host of its own, so that nothing of an
earlier one counts for it; on ours all meet the one agent, one after the other. Times are judged beside what the same machine needs at that moment
without an attack (an answer: 2 s, or twenty times that; an end after a deadline: 500 ms, and three times what any process's end is late), and an
attempt on ours that was only late is made again alone; it counts as an escape when it is late each time.

${harmless.length === 0 ? "Every attempt had an effect on the unprotected host." : `${harmless.length} attempts had no effect on the unprotected host either (${harmless.map((id) => `\`${id}\``).join(", ")}): that ours stops them proves nothing.`}

| Host | attempts | had an effect |
| --- | --- | --- |
| unprotected: \`child_process.fork\`, the plugin's wishes are done | ${bare.tried} | ${bare.escaped} |
| ours, cold start | ${cold.tried} | **${cold.escaped}** |
| ours, warm spare | ${warm.tried} | **${warm.escaped}** |

Slowest answer of agent and neighbour during all attacks on ours: ${slowest} ms.

Python plugins meet the operating-system boundary alone: there is no permission model of Node before it. They start cold always.

## What it does not hold

- Where control groups may be used (\`plugsmith agent status\` says so) a plugin's family shares one memory limit, 64 processes, a quarter share
  of the processor and at most one processor. Where not: memory limits are limits of each process (RLIMIT_DATA: declared + 640 MiB for Node, at
  least 512 MiB for others; an address space limit for Python, PHP and bash), the sum over a plugin's processes and their number are looked at
  five times a second, so a plugin can be above them for a moment, and a plugin that loops between its answers takes its share of a core until
  somebody unloads it.
- A plugin that lets a deadline pass and does not answer a ping is ended; a slow one that answers is not.
- \`runtime: executable\` has no address space limit; shared memory of a single process is caught by the look at its resident memory.
- A private \`/tmp\` has 64 MiB, but its empty files are counted by the kernel alone: without control groups their records take memory of the machine.
- Whoever a manifest names as a dependency can be called with arguments of 4 MB, which its own memory must hold.
- The filter of kernel calls exists for x64 and arm64. Elsewhere namespaces and limits remain.
- A fault of the kernel itself is not tried here.

## Attempts

| Attempt | What it tries | Class | Runtime | Unprotected host | Ours, cold | Ours, warm | What stopped it (its words) |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}
