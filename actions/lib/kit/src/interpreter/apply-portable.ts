import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import type { Interpreted } from "./interpreter.ts";

export interface PortableHome {
  /** Folder with our lockfile and programs. */
  readonly sources: string;
  /** Folder for what is installed, one folder a lockfile. */
  readonly cache: string;
}

const files = ["package.json", "package-lock.json", ".npmrc", "read-stdin.mjs", "php.mjs", "python.mjs"];
const installMs = 300_000;
const titles = { php: "PHP 8.2", python: "Python 3.14" } as const;

/** Beside a built action, or in a checkout. */
function readHome(environment: NodeJS.ProcessEnv): PortableHome | undefined {
  const here = import.meta.dirname;
  const sources = [join(here, "portable"), join(here, "../../portable")].find((folder) =>
    existsSync(join(folder, "package-lock.json")),
  );
  if (sources === undefined) return undefined;
  const tools = environment["RUNNER_TOOL_CACHE"];
  return { sources, cache: tools ? join(tools, "plugsmith-portable") : join(sources, "../../../../.cache/portable") };
}

async function install(folder: string): Promise<string> {
  const child = spawn("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (words += chunk.toString()));
  const timer = setTimeout(() => child.kill("SIGKILL"), installMs);
  const code = await new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", resolve);
  });
  clearTimeout(timer);
  return code === 0 ? "" : `npm ended with ${String(code)}. ${words.trim().slice(-400)}`;
}

/**
 * The folder of the interpreters in WebAssembly, installed from their own lockfile on first use (75 MB). No install script of
 * a package runs; a folder that is not finished is never used.
 * @throws ForgeError `tool_missing`.
 */
export async function applyPortable(
  runtime: Interpreted,
  say: (line: string) => void,
  home: PortableHome | undefined = readHome(process.env),
): Promise<string> {
  const missing = (why: string) =>
    new ForgeError("tool_missing", {
      message: `This machine has no ${runtime}, and ${titles[runtime]} in WebAssembly could not be installed: ${why}`,
      hint: "Install it (Debian and Ubuntu: apt-get install php-cli, python3), or make the npm registry reachable.",
    });
  if (home === undefined) throw missing("this release does not hold its lockfile.");
  const hash = createHash("sha256");
  for (const name of files) hash.update(readFileSync(join(home.sources, name)));
  const folder = join(home.cache, hash.digest("hex").slice(0, 16));
  if (existsSync(folder)) return folder;
  say(`no ${runtime} on this machine: installing ${titles[runtime]} in WebAssembly from npm, once (75 MB)`);
  const partial = `${folder}.partial-${process.pid}`;
  try {
    mkdirSync(partial, { recursive: true });
    for (const name of files) cpSync(join(home.sources, name), join(partial, name));
    const trouble = await install(partial);
    if (trouble !== "") throw missing(trouble);
    if (!existsSync(folder)) renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}
