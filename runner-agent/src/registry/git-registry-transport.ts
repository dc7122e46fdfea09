import { execFile } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { devNull } from "node:os";
import { ForgeError } from "@plugsmith/schemas";
import { refuseEndless, refuseSlow, type TufTransport } from "@plugsmith/trust/tuf";
import type { RegistryRemote } from "./registry-reader.ts";

export interface GitRegistryRemoteOptions {
  /** Address that git fetches from, without credentials. */
  readonly url: string;
  /** Folder for the fetched commits; emptied at the start: what must outlive a restart is not in it. */
  readonly folder: string;
  /** Asked before each look. */
  readonly readToken: () => string | undefined;
  /** Of one git command. Default 60,000. */
  readonly timeoutMs?: number;
  /** Most bytes that one fetch may write. Default 256 MiB: four of the largest targets. */
  readonly fetchBytes?: number;
}

interface Answer {
  readonly failed: (Error & { readonly code?: unknown; readonly killed?: boolean }) | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

const branch = "refs/heads/forge/registry";
const fetched = "refs/plugsmith/registry";
const answerBytes = 64 * 1024;
/** Shallow fetches leave a little behind each time. */
const fetchesPerFolder = 500;

/** What git may know of this machine: how to reach a server, and nothing that somebody configured for other work. */
function makeEnvironment(folder: string, url: string, token: string | undefined): Record<string, string> {
  const settings: (readonly [string, string])[] = [
    ["http.followRedirects", "false"],
    ["core.hooksPath", devNull],
    ["gc.auto", "0"],
    ["transfer.fsckObjects", "true"],
  ];
  if (token !== undefined && /^https?:/u.test(url)) {
    const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
    settings.push([`http.${new URL(url).origin}/.extraHeader`, `Authorization: Basic ${basic}`]);
  }
  const inherited = ["PATH", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "SSL_CERT_FILE"];
  return {
    ...Object.fromEntries(inherited.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    HOME: folder,
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(settings.map(([key], index) => [`GIT_CONFIG_KEY_${index}`, key])),
    ...Object.fromEntries(settings.map(([, value], index) => [`GIT_CONFIG_VALUE_${index}`, value])),
  };
}

/** The line of git's words that says why. */
function findReason(stderr: string): string {
  const lines = stderr.split("\n");
  return (lines.find((line) => line.startsWith("fatal:")) ?? lines.at(-1) ?? "").slice(0, 300);
}

/** The branch forge/registry through git: `ls-remote` a look, a shallow fetch a change, no working tree. */
export function createGitRegistryRemote(options: GitRegistryRemoteOptions): RegistryRemote {
  const { url, folder, readToken, timeoutMs = 60_000, fetchBytes = 256 * 2 ** 20 } = options;
  let fetches: number | undefined;

  const run = (args: readonly string[], maxBuffer = answerBytes, program = ["git"]) =>
    new Promise<Answer>((resolve) => {
      const env = makeEnvironment(folder, url, readToken());
      const settings = {
        cwd: folder,
        env,
        timeout: timeoutMs,
        killSignal: "SIGKILL",
        maxBuffer,
        encoding: "buffer",
      } as const;
      const [command = "", ...before] = program;
      execFile(command, [...before, ...args], settings, (failed, stdout, stderr) =>
        resolve({ failed: failed as Answer["failed"], stdout, stderr: stderr.toString("utf8").trim() }),
      );
    });

  /** git itself has no limit for what a server sends; the limit of the size of a file holds on every Linux with util-linux. */
  async function fetchBounded(args: readonly string[]): Promise<Answer> {
    const bounded = await run(args, answerBytes, ["prlimit", `--fsize=${fetchBytes}`, "--core=0", "git"]);
    return bounded.failed?.code === "ENOENT" ? run(args) : bounded;
  }

  async function demand(what: string, args: readonly string[]): Promise<string> {
    const { failed, stdout, stderr } = await (what === "fetch" ? fetchBounded(args) : run(args));
    if (failed === null) return stdout.toString("utf8");
    // Whatever it left behind must not add up.
    if (what === "fetch") fetches = undefined;
    if (/signal 25\b|File too large/u.test(stderr)) return refuseEndless("that git fetches", fetchBytes);
    if (failed.code === "ENOENT")
      throw new ForgeError("tool_missing", {
        message: "git is not installed, and registry.via is git.",
        hint: "Install git, or set registry.via to https in the bench configuration.",
      });
    if (failed.killed) return refuseSlow(`The registry's answer to git ${what}`, timeoutMs);
    throw new ForgeError("download_failed", {
      message: `git ${what} of the registry failed: ${findReason(stderr)}`,
      hint: "The agent tries again. A private repository needs registry.tokenFile.",
    });
  }

  /** An empty repository, anew at the start and after many fetches. */
  async function prepare(): Promise<void> {
    if (fetches !== undefined && fetches < fetchesPerFolder) return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await demand("init", ["init", "--quiet", "--bare", "--initial-branch=none", "."]);
    fetches = 0;
  }

  const createTransport = (commit: string): TufTransport => ({
    async read(path, maximumBytes) {
      // One byte more tells a file that is too long from one that just fits.
      const { failed, stdout } = await run(["cat-file", "blob", `${commit}:tuf/${path}`], maximumBytes + 1);
      if (stdout.length > maximumBytes || failed?.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER")
        return refuseEndless(path, maximumBytes);
      return failed === null ? stdout : null;
    },
  });

  return {
    async findCommit() {
      await prepare();
      const listed = await demand("ls-remote", ["ls-remote", "--", url, branch]);
      const [, commit] = /^([0-9a-f]{40})\t/u.exec(listed) ?? [];
      if (commit !== undefined) return commit;
      throw new ForgeError("download_failed", {
        message: "The repository has no branch forge/registry.",
        hint: "Run `plugsmith init` for a new forge; in an old one, somebody has deleted the branch: docs/registry.md.",
      });
    },
    async open() {
      await prepare();
      const args = ["fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", "--", url];
      await demand("fetch", [...args, `+${branch}:${fetched}`]);
      fetches = (fetches ?? 0) + 1;
      // What was fetched, which may be newer than what was listed.
      const commit = (await demand("rev-parse", ["rev-parse", fetched])).trim();
      return { commit, transport: createTransport(commit) };
    },
  };
}
