import { spawn } from "node:child_process";
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ErrorCode, ForgeError } from "@plugsmith/schemas";
import type { SubversionAction, SubversionFile, SubversionPort } from "./subversion-port.ts";

const timeoutMs = 120_000;
const mostOutput = 8 * 2 ** 20;
const passed = ["PATH", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"];
/** Subversion's own numbers: https://subversion.apache.org/docs/doxygen/svn__error__codes_8h.html. */
const missing = /E(160013|170000|200009|155010)\b/u;
const denied = /E(170001|215004|220004|175013)\b/u;
const away = /E(170013|670002|210002|000111|000110|000104|175002|120108)\b/u;

interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: "svn" | "svnmucc", args: readonly string[], home: string, password?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      program,
      [
        ...args,
        "--non-interactive",
        "--no-auth-cache",
        "--config-dir",
        home,
        ...(password === undefined ? [] : ["--password-from-stdin"]),
      ],
      {
        cwd: home,
        env: {
          ...Object.fromEntries(passed.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
          HOME: home,
          LC_ALL: "C.UTF-8",
        },
        stdio: ["pipe", "pipe", "pipe"],
        timeout: timeoutMs,
        killSignal: "SIGKILL",
      },
    );
    const chunks: Buffer[] = [];
    let size = 0;
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostOutput) child.kill("SIGKILL");
      else chunks.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      if (stderr.length < 4000) stderr += chunk.toString("utf8");
    });
    child.once("error", (cause) =>
      reject(
        new ForgeError("tool_missing", {
          message: `${program} could not be started.`,
          hint: "Install Subversion (Debian and Ubuntu: the package subversion).",
          cause,
        }),
      ),
    );
    child.once("close", (code) => resolve({ code, stdout: Buffer.concat(chunks).toString("utf8"), stderr }));
    child.stdin.on("error", () => undefined);
    child.stdin.end(password ?? "");
  });
}

function refuse(what: string, { code, stderr }: Answer): never {
  const why: ErrorCode =
    code === null || away.test(stderr)
      ? "channel_unreachable"
      : denied.test(stderr)
        ? "channel_denied"
        : "channel_refused";
  throw new ForgeError(why, {
    message: `Subversion could not ${what}: ${stderr.replace(/\s+/gu, " ").trim().slice(0, 300) || "no answer in time"}.`,
    hint:
      why === "channel_denied"
        ? "Check the username in forge.yml and PLUGSMITH_WORDPRESS_PASSWORD of the environment, then comment `/forge retry publish`."
        : "Comment `/forge retry publish` to try again.",
  });
}

async function inFolder<T>(work: (home: string) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), "plugsmith-subversion-"));
  try {
    return await work(home);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function readFiles(folder: string, prefix = ""): Promise<SubversionFile[]> {
  const files: SubversionFile[] = [];
  for (const name of (await readdir(join(folder, prefix))).sort()) {
    const path = prefix === "" ? name : `${prefix}/${name}`;
    const status = await lstat(join(folder, path));
    if (status.isDirectory()) files.push(...(await readFiles(folder, path)));
    // A link of somebody else's is a file of other bytes, not the file that it names.
    else files.push({ path, bytes: status.isFile() ? await readFile(join(folder, path)) : Buffer.from("\0link") });
  }
  return files;
}

/** A peg revision of its own, so that an @ in a name is no revision. */
const peg = (url: string) => `${url}@`;

async function renderAction(action: SubversionAction, folder: string, index: number): Promise<string[]> {
  if (action.kind === "mkdir") return ["mkdir", action.path];
  if (action.kind === "remove") return ["rm", action.path];
  if (action.kind === "copy") return ["cp", String(action.revision), action.from, action.to];
  const file = join(folder, String(index));
  await writeFile(file, action.bytes);
  return ["put", file, action.path];
}

/** Subversion through its own programs `svn` and `svnmucc`, without anybody's configuration or stored passwords. */
export function createSubversionTransport(): SubversionPort {
  return {
    list: (url) =>
      inFolder(async (home) => {
        const answer = await run("svn", ["list", peg(url)], home);
        if (answer.code === 0) return answer.stdout.split("\n").filter(Boolean);
        return missing.test(answer.stderr) ? null : refuse(`list ${url}`, answer);
      }),
    readTree: (url) =>
      inFolder(async (home) => {
        const target = join(home, "tree");
        const answer = await run("svn", ["export", "--quiet", "--ignore-externals", peg(url), target], home);
        if (answer.code === 0) return readFiles(target);
        return missing.test(answer.stderr) ? null : refuse(`read ${url}`, answer);
      }),
    readInfo: (url) =>
      inFolder(async (home) => {
        const answer = await run("svn", ["info", "--xml", peg(url)], home);
        // The first is of the repository, the second of the last change; quotes in a path are written as entities.
        const [revision = 0, changed = 0] = [...answer.stdout.matchAll(/\brevision="(\d{1,12})"/gu)].map((found) =>
          Number(found[1]),
        );
        const at = /<date>(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)/u.exec(answer.stdout)?.[1] ?? "";
        return answer.code === 0 && at !== "" ? { revision, changed, at: `${at}Z` } : refuse(`look at ${url}`, answer);
      }),
    commit: ({ base, message, revision, actions, username, password }) =>
      inFolder(async (home) => {
        await mkdir(join(home, "files"));
        const lines = await Promise.all(
          actions.map((action, index) => renderAction(action, join(home, "files"), index)),
        );
        const list = join(home, "actions");
        await writeFile(list, `${lines.flat().join("\n")}\n`);
        const answer = await run(
          "svnmucc",
          [
            "--root-url",
            base,
            "--revision",
            String(revision),
            "--message",
            message,
            "--extra-args",
            list,
            "--username",
            username,
          ],
          home,
          password,
        );
        if (answer.code !== 0) refuse(`commit to ${base}`, answer);
      }),
  };
}
