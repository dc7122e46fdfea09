import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plugsmithRoot } from "../forge/release-files.ts";
import { findFreePort } from "../forge/start-bot.ts";
import { type RunningVerb, startPlugsmith } from "../testing/start-plugsmith.ts";

const readme = readFileSync(join(plugsmithRoot, "README.md"), "utf8");
const chapter = readme.slice(readme.indexOf("## Keep it running"), readme.indexOf("## Make a repository a forge"));
const blocks = [...chapter.matchAll(/^```sh\n([\s\S]*?)^```$/gmu)].map(([, text]) => String(text));
const block = (words: string): string => {
  const found = blocks.filter((text) => text.includes(words));
  if (found.length !== 1) throw new Error(`README has ${found.length} blocks with “${words}”`);
  return String(found[0]);
};

/** Plays lines in one shell, as somebody pastes them; the first that fails ends it. */
const paste = (lines: string, env: Readonly<Record<string, string>>) =>
  new Promise<{ failed: boolean; text: string }>((resolve) => {
    const options = { cwd: plugsmithRoot, env: { ...process.env, ...env }, timeout: 150_000, maxBuffer: 1 << 24 };
    const shell = execFile("bash", ["-e", "-o", "pipefail", "-c", `exec 2>&1; ${lines}`], options, (error, stdout) =>
      resolve({ failed: error !== null, text: stdout }),
    );
    shell.stdin?.end();
  });

describe("the lines of README's chapter “Keep it running”", () => {
  let folder = "";
  let forge: RunningVerb;
  let env: Record<string, string> = {};
  let port = 0;
  /** With the forge's own address and folder in the place of those that README names. */
  const fill = (text: string) =>
    text.replaceAll("127.0.0.1:4700", `127.0.0.1:${port}`).replaceAll("/tmp/", `${folder}/`);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "plugsmith-readme-"));
    // The state is what a machine remembers of a registry: this one sees it for the first time.
    env = {
      TMPDIR: folder,
      PLUGSMITH_STATE: join(folder, "state"),
      PATH: `${dirname(process.execPath)}:${process.env["PATH"]}`,
    };
    port = await findFreePort();
    forge = await startPlugsmith(["dev", "--port", `${port}`, "--bot-port", `${await findFreePort()}`, "--json"], env);
  });
  afterAll(async () => {
    forge.child.kill("SIGINT");
    await forge.exited;
    rmSync(folder, { recursive: true, force: true });
  });

  it("take a request to a running plugin, which a stranger then verifies offline", { timeout: 300_000 }, async () => {
    const loop = await paste(fill(block("request approve 1 --wait")), env);
    expect(loop).toMatchObject({ failed: false });
    expect(loop.text).toMatch(/my-board 1\.0\.0 {2}Published[\s\S]*"plugin": "my-board"[\s\S]*Port 1-2 is empty/u);
    const verify = 'plugsmith() { npm run -s plugsmith -- "$@"; }\n';
    const checked = await paste(verify + fill(block("plugsmith verify")), env);
    expect(checked.text).toMatch(/Verified: my-board 1\.0\.0[\s\S]*registry's keys signed/u);
    expect(checked.failed).toBe(false);
  });
});
