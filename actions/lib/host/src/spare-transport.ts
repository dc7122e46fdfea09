import { linkSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ForgeError } from "@plugsmith/schemas";
import type { Confinement } from "./confinement.ts";
import { connectPlugin } from "./connect-plugin.ts";
import { planConfinedLaunch } from "./plan-confined-launch.ts";
import { planPluginProgram } from "./plan-plugin-program.ts";
import type { ProcessTransport } from "./process-transport.ts";
import type { Spare } from "./spare-pool.ts";
import { startEnclosed } from "./start-enclosed.ts";
import { childEntryPath, defaultLimits } from "./start-plugin-process.ts";

/** More files than this are not linked in: a package that large starts cold rather than hold the agent up. */
const mostFiles = 64;
const wakeMs = 10_000;
const nodeBinary = process.execPath;
/** What a spare imports while nobody waits (child-entry.mjs); gone before any plugin's file is there. */
const warmUp = {
  name: "warm-up.mjs",
  text: "export function onLoad() {}\nexport const methods = { echo: (args) => args };\n",
};

/** Hard links of every regular file of a package: the very bytes that were checked, at no cost of copying. */
function linkFiles(from: string, to: string): void {
  let files = 0;
  const walk = (path: string) => {
    for (const entry of readdirSync(join(from, path), { withFileTypes: true })) {
      const below = join(path, entry.name);
      if (++files > mostFiles) throw new Error("it has too many files");
      if (entry.isDirectory()) {
        mkdirSync(join(to, below));
        walk(below);
      } else if (entry.isFile()) linkSync(join(from, below), join(to, below));
      else throw new Error(`${below} is no regular file`);
    }
  };
  walk("");
}

/** Resolves when the child has answered a ping, which it can only once Node and its host code are up. */
async function wake(transport: ProcessTransport): Promise<void> {
  const awake = Promise.withResolvers<void>();
  let words = "";
  const listen = (chunk: Buffer) => {
    words = (words + chunk.toString("utf8")).slice(0, 500);
  };
  transport.errors.on("data", listen);
  const late = setTimeout(() => awake.reject(new Error("it did not answer in time")), wakeMs);
  const gone = () => awake.reject(new Error(`it ended before it was ready: ${words.trim()}`));
  transport.output.once("data", () => awake.resolve());
  void transport.exited.then(gone);
  transport.input.write('{"jsonrpc":"2.0","id":0,"method":"ping"}\n');
  try {
    await awake.promise;
  } finally {
    clearTimeout(late);
    // Both streams flow on unheard, and are silent, until the plugin's own peer listens.
    transport.errors.off("data", listen);
  }
}

/**
 * Starts a Node process without a plugin behind the full boundary. Its folder is empty and read-only inside; `adopt` links
 * the package's files into it from outside, so that the plugin sees exactly what it would see after a cold start.
 * `root` must lie on the file system of the packages. @throws ForgeError `load_failed`, `tool_missing`.
 */
export async function startSpare(root: string, memoryMiB: number, confinement: Confinement): Promise<Spare> {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(realpathSync(root), "spare-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const warmFile = join(folder, warmUp.name);
  try {
    writeFileSync(warmFile, warmUp.text, { mode: 0o444 });
    const plan = planConfinedLaunch({
      program: nodeBinary,
      args: [childEntryPath],
      cwd: folder,
      binds: { readOnly: [folder, childEntryPath], readWrite: [] },
      limits: { memoryMiB, ...defaultLimits },
      confinement,
      environment: {},
    });
    const process = await startEnclosed(plan, folder, confinement.cgroups, {
      memoryMiB,
      processes: defaultLimits.processes,
      runtime: "node",
    });
    const exited = process.exited.then(async (exit) => {
      await remove();
      return exit;
    });
    const transport = { ...process, exited, stop: (graceMs: number) => process.stop(graceMs).then(() => exited) };
    await wake(transport).catch(async (cause: Error) => {
      await transport.stop(0);
      throw new ForgeError("load_failed", {
        message: `A spare plugin process did not start: ${cause.message}.`,
        cause,
      });
    });
    rmSync(warmFile);
    return {
      exited: exited.then(() => {}),
      adopt(start) {
        // Refuses an entry outside the folder, as a cold start does.
        planPluginProgram({ ...start, runtime: "node", childEntry: childEntryPath, nodeBinary });
        linkFiles(start.folder, folder);
        return connectPlugin(transport, start, pathToFileURL(join(folder, start.entry)).href);
      },
      stop: async () => void (await transport.stop(0)),
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
