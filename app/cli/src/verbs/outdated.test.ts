import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Pack, readPack, renderPlugin, shippedPacks } from "@plugsmith/templates";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runPlugsmith } from "../testing/run-plugsmith.ts";
import { writeTree } from "../write-tree.ts";

let folder: string;
let clone: string;
let packs: string;
let pack: Pack;
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.test", ...args], { cwd: clone, stdio: "pipe" });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plugsmith-outdated-"));
  [clone, packs] = [join(folder, "clone"), join(folder, "packs")];
  cpSync(join(shippedPacks(), "node"), join(packs, "node"), { recursive: true });
  mkdirSync(clone);
  git("init", "--quiet");
  pack = await readPack(join(packs, "node"));
  for (const name of ["shop-hook", "shop-clock"]) {
    const request = { cms: "node" as const, name, description: "Webhooks for the shop" };
    const requester = { id: 2, login: "bob" };
    const asked = { pack, request, version: "1.0.0", requestNumber: 7, requester, author: "bob" };
    await writeTree(join(clone, "plugins", name), renderPlugin(asked));
  }
  mkdirSync(join(clone, "plugins/by-hand"));
  writeFileSync(join(clone, "plugins/by-hand/plugin.json"), "{}");
  git("add", ".");
  git("commit", "--quiet", "-m", "plugins");
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const outdated = (...args: string[]) => runPlugsmith(["outdated", clone, "--packs", packs, ...args]);

describe("plugsmith outdated", () => {
  it("says that a plugin is made with the newest templates, leaving out what no pack made", async () => {
    const { code, result } = await outdated("--json");
    expect(code).toBe(0);
    expect(result).toMatchObject({
      behind: 0,
      plugins: [{ name: "shop-clock", state: "current" }, { name: "shop-hook" }],
    });
    expect(result["plugins"]).toHaveLength(2);
  });

  it("names what is behind, the migrations that wait, and the files that people changed too", async () => {
    const { version } = pack.definition;
    const file = join(packs, "node/pack.yml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^version: .*$/mu, "version: 1.99.0"));
    const readme = join(packs, "node/files/README.md.eta");
    writeFileSync(readme, readFileSync(readme, "utf8").replace("## Test", "## How it is tested"));
    mkdirSync(join(packs, "node/migrations"), { recursive: true });
    const number = pack.migrations.length + 1;
    writeFileSync(
      join(packs, `node/migrations/${String(number).padStart(4, "0")}-gone.yml`),
      "schemaVersion: 1\nto: 1.99.0\nsummary: Nothing is left of it.\nsteps:\n  - delete: gone.js\n",
    );
    const own = join(clone, "plugins/shop-hook/README.md");
    writeFileSync(own, readFileSync(own, "utf8").replace("## Test", "## Our tests"));
    git("commit", "--quiet", "-am", "by hand");

    const { result } = await outdated("--json");
    const [clock, hook] = result["plugins"] as Record<string, unknown>[];
    expect(result).toMatchObject({ behind: 2 });
    const migrations = [{ number, to: "1.99.0", summary: "Nothing is left of it." }];
    const behind = { pack: "node", from: version, to: "1.99.0", state: "behind", request: 7, migrations };
    expect(clock).toMatchObject({ name: "shop-clock", ...behind });
    expect(hook).toMatchObject({ name: "shop-hook", ...behind });
    expect(hook?.["conflicts"]).toContainEqual(expect.objectContaining({ path: "README.md" }));
    expect(result["notice"]).toContain("forge/audit");

    const { stderr, stdout, code } = await outdated();
    expect(code).toBe(0);
    expect(`${stdout}${stderr}`).toContain("shop-hook: a maintainer comments `/forge upgrade` on #7.");
  });

  it("tells a plugin that was made with newer templates than there are", async () => {
    const file = join(packs, "node/pack.yml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^version: .*$/mu, "version: 0.9.0"));
    rmSync(join(packs, "node/migrations"), { recursive: true });
    const { result } = await outdated("--json");
    expect(result).toMatchObject({ behind: 0, plugins: [{ state: "ahead", to: "0.9.0" }, { state: "ahead" }] });
  });

  it("refuses what is no clone, and says what to do", async () => {
    const { code, result } = await runPlugsmith(["outdated", folder, "--json"]);
    expect(code).toBe(1);
    expect(result).toMatchObject({ code: "input_invalid", hint: expect.stringContaining("plugsmith outdated") });
  });
});
