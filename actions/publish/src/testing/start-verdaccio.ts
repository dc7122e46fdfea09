import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "./find-free-port.ts";

export interface TestVerdaccio {
  readonly url: string;
  /** Of a person who may publish. */
  readonly token: string;
  /** Folder for whatever a test needs; removed at the end. */
  readonly folder: string;
  close(): Promise<void>;
}

const config = `storage: ./storage
auth: { htpasswd: { file: ./htpasswd } }
uplinks: {}
packages:
  '**': { access: $all, publish: $authenticated, unpublish: $authenticated }
log: { type: stdout, format: json, level: fatal }
web: { enable: false }
`;

/** A real npm registry on this machine: everybody reads, whoever has an account publishes, nothing is fetched from elsewhere. */
export async function startVerdaccio(program: string): Promise<TestVerdaccio> {
  const folder = mkdtempSync(join(tmpdir(), "plugsmith-verdaccio-"));
  writeFileSync(join(folder, "config.yaml"), config);
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const argv = [program, "--config", join(folder, "config.yaml"), "--listen", `127.0.0.1:${port}`];
  const child = spawn(process.execPath, argv, { cwd: folder, stdio: "ignore" });
  const answers = () =>
    fetch(`${url}/-/ping`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error(`Verdaccio ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const body = JSON.stringify({ name: "acme", password: "hush-hush-hush", type: "user", roles: [] });
  const made = await fetch(`${url}/-/user/org.couchdb.user:acme`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body,
  });
  const { token } = (await made.json()) as { token: string };
  return {
    url,
    token,
    folder,
    async close() {
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
