import { spawn } from "node:child_process";

/** Runs git in a bare repository and answers its exit code and output. Never synchronous: git may be talking to this very process. */
export async function runGit(
  directory: string,
  args: string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn("git", ["-C", directory, ...args], { stdio: ["ignore", "pipe", "pipe"], env: gitEnvironment() });
  const [stdout, stderr, code] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (status) => resolve(status ?? 1));
    }),
  ]);
  return { code, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** An environment in which no configuration of this machine or its user reaches git. */
export function gitEnvironment(): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "/usr/bin:/bin",
    HOME: "/nonexistent",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    // The folders belong to us, but a helper started as another user (fakeroot, CI) would refuse them.
    GIT_CONFIG_COUNT: "3",
    GIT_CONFIG_KEY_0: "safe.directory",
    GIT_CONFIG_VALUE_0: "*",
    // These repositories live for minutes; a look whether they need packing costs a process for each push.
    GIT_CONFIG_KEY_1: "maintenance.auto",
    GIT_CONFIG_VALUE_1: "false",
    GIT_CONFIG_KEY_2: "receive.autogc",
    GIT_CONFIG_VALUE_2: "false",
    LC_ALL: "C",
  };
}

/** All bytes of a stream. */
export async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
