import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import type { HostilePlugin } from "./hostile-plugins.ts";
import { type PluginRun, runPlugin } from "./run-plugin.ts";

const word = "nobody-inside-may-learn-this";

/** Processes of this machine whose command line holds all the words. */
export function findProcesses(...words: string[]): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        return words.every((each) => command.includes(each));
      } catch {
        return false;
      }
    })
    .map(Number);
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

export interface HostileOutcome {
  /** What it did to the machine, or that the scenario let it pass. Empty: it was stopped. */
  readonly effects: readonly string[];
  /** What the scenario said of it. */
  readonly verdict: string;
}

/** Plays the golden plugin with this code added to it. */
export type PlayCode = (code: string) => Promise<PluginRun>;

const playNative: PlayCode = (code) => runPlugin("woocommerce-full-fr", "native", { code });

/** Runs one hostile plugin, and looks at the machine afterwards. */
export async function tryHostilePlugin(hostile: HostilePlugin, play: PlayCode = playNative): Promise<HostileOutcome> {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-hostile-"));
  const canaryFile = join(folder, "canary");
  writeFileSync(canaryFile, word);
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  const victim = spawn("sleep", ["600"], { stdio: "ignore" });
  const external = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const address = external.find(({ internal, family }) => !internal && family === "IPv4")?.address ?? "127.0.0.1";
  const { port } = server.address() as { port: number };
  try {
    const php = hostile.php({ canaryFile, folder, port, address, pid: victim.pid ?? 0 });
    const { result, trouble } = await play(php);
    const told = (result?.files.map(({ bytes }) => bytes.toString("utf8")).join("\n") ?? "") + trouble;
    const effects = [
      ...(told.includes(word) ? ["it learned what stands in a file of the machine"] : []),
      ...readdirSync(folder)
        .filter((name) => name !== "canary")
        .map((name) => `it wrote ${name} into a folder of the machine`),
      ...(connections > 0 ? [`it reached a port of the machine ${connections} times`] : []),
      ...(isAlive(victim.pid ?? 0) && victim.signalCode === null ? [] : ["it killed a process of the machine"]),
      ...(findProcesses("sleep", "4711").length > 0 ? ["processes of its own stayed"] : []),
      ...(result && told.includes("forgedByPlugin") ? ["its own words became evidence"] : []),
    ];
    const failed = result?.report.acts.find(({ status }) => status === "failed");
    const passed = result !== undefined && failed === undefined;
    if (hostile.expects === "verdict" && passed) effects.push("the scenario found nothing wrong with it");
    const verdict = failed ? `${failed.id}: ${failed.detail.split("\n")[0]}` : passed ? "passed" : trouble;
    return { effects, verdict: verdict.slice(0, 200) };
  } finally {
    victim.kill("SIGKILL");
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}
