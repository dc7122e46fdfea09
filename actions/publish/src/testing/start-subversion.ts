import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "./find-free-port.ts";

/** Are Subversion's programs here? `.github/scripts/ensure-system-packages.ts` installs them where it may. */
export const hasSubversion = ["svn", "svnmucc", "svnadmin", "svnserve"].every(
  (program) => spawnSync(program, ["--version"]).status === 0,
);

export interface TestSubversion {
  /** Address above the plugins' folders. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  run(...args: string[]): string;
  close(): Promise<void>;
}

/** A real Subversion server on this machine: everybody reads, one person writes with a password, as on WordPress.org. */
export async function startSubversion(plugin: string): Promise<TestSubversion> {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-svn-"));
  const [username, password] = ["acme", "hush hush"];
  execFileSync("svnadmin", ["create", join(folder, "plugins")]);
  const conf = "[general]\nanon-access = read\nauth-access = write\npassword-db = passwd\n";
  writeFileSync(join(folder, "plugins/conf/svnserve.conf"), conf);
  writeFileSync(join(folder, "plugins/conf/passwd"), `[users]\n${username} = ${password}\n`);
  const file = `file://${join(folder, "plugins")}`;
  const run = (...args: string[]) =>
    execFileSync("svn", args, { encoding: "utf8", env: { ...process.env, HOME: folder } });
  const paths = ["", "/trunk", "/tags", "/assets"].map((path) => `${file}/${plugin}${path}`);
  run("mkdir", "-q", "-m", "Accepted", ...paths);
  const port = await findFreePort();
  const child = spawn("svnserve", [
    "--daemon",
    "--foreground",
    "--root",
    folder,
    "--listen-host",
    "127.0.0.1",
    "--listen-port",
    String(port),
  ]);
  const url = `svn://127.0.0.1:${port}/plugins`;
  // It tells nobody when it listens.
  while (spawnSync("svn", ["info", url], { env: { ...process.env, HOME: folder } }).status !== 0) {
    if (child.exitCode !== null) throw new Error(`svnserve ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url,
    username,
    password,
    run,
    async close() {
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
