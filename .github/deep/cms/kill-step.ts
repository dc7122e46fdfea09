import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../scripts/run-program.ts";

const childrenOf = (pid: number): number[] => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
};
const familyOf = (pid: number): number[] => childrenOf(pid).flatMap((child) => [child, ...familyOf(child)]);
const commandOf = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
};
const pause = () => new Promise((resolve) => setTimeout(resolve, 200));

/** Folders that a killed step could have left in the temp folder. */
const listTemp = () => readdirSync(tmpdir()).filter((name) => name.startsWith("plugsmith-cms"));

/**
 * Kills the pipeline with SIGKILL while WordPress and the browser run; answers what stayed: processes and folders. Empty is
 * right. `outcome` says how many processes the kill took with it.
 */
export async function killStep(): Promise<{ left: string[]; killed: number }> {
  const work = mkdtempSync(join(tmpdir(), "plugsmith-kill-"));
  const before = listTemp();
  try {
    const plugin = join(work, "plugins/acme-pay");
    cpSync(join(projectRoot, "templates/fixtures/woocommerce-full-fr/tree"), plugin, { recursive: true });
    const args = ["app/cli/src/main.ts", "pipeline", plugin, "--sandbox", "native", "--out-dir", join(work, "out")];
    const step = spawn(process.execPath, args, { cwd: projectRoot, stdio: "ignore" });
    const pid = step.pid ?? 0;
    const until = Date.now() + 180_000;
    const isUp = (family: readonly number[]) => {
      const commands = family.map(commandOf);
      return (
        commands.some((line) => /php\S* (.* )?-S /.test(line)) &&
        commands.some((line) => line.includes("/browser/chromium"))
      );
    };
    let family = familyOf(pid);
    while (!isUp(family) && step.exitCode === null && Date.now() < until) {
      await pause();
      family = familyOf(pid);
    }
    if (!isUp(family)) return { left: ["WordPress and the browser never ran, so nothing was tried"], killed: 0 };
    step.kill("SIGKILL");
    const commands = new Map(family.map((each) => [each, commandOf(each)]));
    const stays = () => family.filter((each) => commandOf(each) !== "" && commandOf(each) === commands.get(each));
    const patience = Date.now() + 10_000;
    while (stays().length > 0 && Date.now() < patience) await pause();
    const folders = listTemp().filter((name) => !before.includes(name));
    return {
      left: [
        ...stays().map((each) => `process ${commandOf(each).slice(0, 80)}`),
        ...folders.map((name) => `folder ${name}`),
      ],
      killed: family.length,
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
