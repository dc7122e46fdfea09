import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, expect, it } from "vitest";

/** `PLUGSMITH_KILL_ROUNDS=200` is the deep check. */
const rounds = Number(process.env["PLUGSMITH_KILL_ROUNDS"] ?? 20);
const jobs = 15;
const child = join(import.meta.dirname, "../testing/job-queue-child.ts");
const folder = mkdtempSync(join(tmpdir(), "plugsmith-jobs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lines of one process; killed after so many lines, or left to finish. */
async function runRound(round: number, count: number, killAfter = Number.POSITIVE_INFINITY): Promise<string[]> {
  const run = spawn(process.execPath, [child, folder, String(round), String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  createInterface({ input: run.stdout }).on("line", (line) => {
    lines.push(line);
    if (lines.length >= killAfter) run.kill("SIGKILL");
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    run.once("close", (...end) => resolve(end)),
  );
  if (signal !== "SIGKILL") expect(code).toBe(0);
  return lines;
}

it(
  `loses no accepted job and doubles none in ${rounds} kills at random moments`,
  async () => {
    const lines: string[] = [];
    for (let round = 0; round < rounds; round += 1)
      lines.push(...(await runRound(round, jobs, 1 + Math.random() * 80)));
    const last = await runRound(rounds, 0);
    lines.push(...last);

    const ids = new Map<string, Set<string>>();
    const finished = new Set<string>();
    const ran = new Map<string, number>();
    for (const line of lines) {
      const [word = "", key = "", id = ""] = line.split(" ");
      if (word === "acked") ids.set(key, new Set(ids.get(key)).add(id));
      if (word === "done") finished.add(key);
      if (word === "ran") {
        expect(finished.has(key), `${key} ran again after it was done`).toBe(false);
        ran.set(key, (ran.get(key) ?? 0) + 1);
      }
    }
    expect(lines.filter((line) => /^(broken|log|dead)/.test(line))).toEqual([]);
    expect([...ids].filter(([, of]) => of.size !== 1)).toEqual([]);
    expect([...ids.keys()].filter((key) => !ran.has(key))).toEqual([]);
    expect(ids.size).toBeGreaterThan(rounds);
    const [, rows, done] = (last.find((line) => line.startsWith("rows")) ?? "").split(" ").map(Number);
    expect(done).toBe(rows);
    expect(rows).toBe(ran.size);
    const again = [...ran.values()].reduce((sum, times) => sum + times - 1, 0);
    console.log(`${rounds} kills: ${ids.size} accepted, ${ran.size} jobs run, ${again} tries repeated`);
    expect(again).toBeLessThanOrEqual(rounds * 8);
  },
  Math.max(180_000, rounds * 6_000),
);
