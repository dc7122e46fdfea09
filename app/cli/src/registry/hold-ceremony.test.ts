import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readTufRegistry, readTufTrust } from "@plugsmith/trust/tuf";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRegistryClone, type RegistryClone } from "../testing/make-registry-clone.ts";
import { runPlugsmith } from "../testing/run-plugsmith.ts";
import { type CeremonyOptions, holdCeremony } from "./hold-ceremony.ts";
import { openRegistry } from "./open-registry.ts";
import { readPassphrases } from "./read-keys.ts";

let clone: RegistryClone;
beforeEach(async () => {
  clone = await makeRegistryClone();
});
afterEach(() => clone.remove());

const keys = () => join(clone.base, "forge-registry-keys");
const run = (...args: string[]) =>
  runPlugsmith(["registry", ...args, "--dir", clone.folder, "--json"], { cwd: clone.base });
const init = (...args: string[]) => run("init", "--passphrase-file", clone.passphraseFile, ...args);
const secrets = async () => ({ passphrases: await readPassphrases(clone.passphraseFile), now: () => new Date() });
/** As `init` does, in this process. */
const hold = async (change: Partial<CeremonyOptions> = {}) =>
  holdCeremony({
    store: (await openRegistry({ dir: clone.folder })).store,
    people: 3,
    threshold: undefined,
    keyFiles: [],
    onlineKeyFile: undefined,
    folder: keys(),
    bits: 1,
    ...(await secrets()),
    ...change,
  });
const pinned = () => ({ root: readFileSync(join(keys(), "forge.root.json"), "utf8") });

describe("plugsmith registry init", () => {
  it("makes keys, signs the branch, and hands out the root that a bench then believes", async () => {
    const made = await init();
    expect(made).toMatchObject({
      code: 0,
      result: {
        repository: "acme/forge",
        root: { threshold: 2, digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/u) },
        online: { secret: "PLUGSMITH_REGISTRY_KEY", environments: ["forge-publish", "forge-registry"] },
        warnings: [],
      },
    });
    for (const words of ["root-3.pem", "gh secret set PLUGSMITH_REGISTRY_KEY", "push origin forge/registry"])
      expect(made.stderr).toContain(words);
    expect(made.stdout + made.stderr).not.toMatch(/PRIVATE KEY|passphrase number/u);
    for (const name of ["root-1.pem", "online.pem"]) expect(statSync(join(keys(), name)).mode & 0o077).toBe(0);
    const view = await clone.look(pinned());
    const { registry, reviewers } = await readTufRegistry(view, "acme/forge");
    expect(registry.sequence).toBe(0);
    expect(reviewers.reviewers.map(({ login }) => login)).toEqual(["ada", "lin"]);
    expect(clone.git("status", "--porcelain")).toBe("");
  });

  it("signs the workflow that the clone pins as the first signer, and the trusted root that is named", async () => {
    const digest = "a".repeat(40);
    mkdirSync(join(clone.folder, ".github/workflows"), { recursive: true });
    writeFileSync(
      join(clone.folder, ".github/workflows/forge-publish.yml"),
      `jobs:\n  forge:\n    uses: plugsmith/plugsmith/.github/workflows/publish.yml@${digest} # v1\n`,
    );
    const root = join(clone.base, "trusted_root.json");
    writeFileSync(root, '{"own":true}');
    const made = await init("--trusted-root", root);
    const workflow = "https://github.com/plugsmith/plugsmith/.github/workflows/publish.yml";
    expect(made).toMatchObject({ code: 0, result: { signers: [{ workflow, digest }] } });
    expect(made.stderr).toContain(`${workflow} at ${digest}`);
    const { signers, trustedRoot } = await readTufTrust(await clone.look(pinned()));
    expect([signers?.signers, trustedRoot]).toMatchObject([[{ workflow, digest }], { own: true }]);
    for (const path of ["signers.json", "trusted_root.json"])
      expect(clone.git("show", `forge/registry:${path}`)).toContain(path === "signers.json" ? digest : "own");
  });

  it("warns loudly where one key is enough, and refuses a registry that is signed before it makes a key", async () => {
    const made = await init("--people", "1");
    expect(made.stderr).toContain("ONE KEY SIGNS THE ROOT");
    expect(made.result["warnings"]).toHaveLength(1);
    const again = hold({ folder: join(clone.base, "other") });
    await expect(again).rejects.toMatchObject({ code: "registry_conflict" });
    expect(existsSync(join(clone.base, "other"))).toBe(false);
  });

  it("refuses a key that is named twice, before anybody types a passphrase", async () => {
    const key = join(clone.base, "missing.pem");
    const twice = hold({ keyFiles: [key, join(clone.base, ".", "missing.pem")] });
    await expect(twice).rejects.toMatchObject({ code: "wrong_usage", message: expect.stringContaining("twice") });
  });

  it("refuses thresholds that cannot be met and too few passphrases, before it makes a key", async () => {
    for (const wrong of [{ threshold: 4 }, { threshold: 0 }, { people: 7 }])
      await expect(hold(wrong)).rejects.toMatchObject({ code: expect.stringMatching(/wrong_usage|input_invalid/u) });
    expect(existsSync(keys())).toBe(false);
  });

  it("takes the keys that people made on their own sticks", async () => {
    const sticks = ["ada", "lin"].map((name) => join(clone.base, `stick-${name}`, "root.pem"));
    const one = join(clone.base, "one-passphrase");
    writeFileSync(one, "passphrase number one\n");
    for (const file of sticks)
      expect(await runPlugsmith(["registry", "key", "--out", file, "--passphrase-file", one, "--json"])).toMatchObject({
        code: 0,
        result: { file, id: expect.stringMatching(/^[0-9a-f]{64}$/u) },
      });
    const made = await init(...sticks.flatMap((file) => ["--key", file]), "--threshold", "2");
    expect(made).toMatchObject({ code: 0, result: { root: { threshold: 2, keys: [{}, {}] } } });
    await clone.look(pinned());
  });

  it("never shows a new passphrase where nobody watches, and never replaces a key", async () => {
    expect(await run("init")).toMatchObject({ code: 2, result: { code: "wrong_usage" } });
    const file = join(clone.base, "root.pem");
    writeFileSync(file, "mine");
    const key = ["registry", "key", "--out", file, "--passphrase-file", clone.passphraseFile, "--json"];
    expect(await runPlugsmith(key)).toMatchObject({ code: 1, result: { code: "input_invalid" } });
    expect(readFileSync(file, "utf8")).toBe("mine");
  });
});
