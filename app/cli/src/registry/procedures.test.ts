import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createGitRegistryStore, createKeyedRegistryStore, type RegistryChange } from "@plugsmith/registry";
import { gatherRoles } from "@plugsmith/registry/tuf";
import { readTufRegistry } from "@plugsmith/trust/tuf";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRegistryClone, type RegistryClone } from "../testing/make-registry-clone.ts";
import { signClone } from "../testing/sign-clone.ts";
import { openRegistry } from "./open-registry.ts";
import { readPassphrases } from "./read-keys.ts";
import { describeHeldKey } from "./render-ceremony.ts";
import { rotateKeys } from "./rotate-keys.ts";

/** The procedures of docs/registry.md, "When something is lost", as people carry them out; two more lie beside what they restore. */
let clone: RegistryClone;
let ceremony: Awaited<ReturnType<typeof signClone>>;
let origin = "";
beforeEach(async () => {
  clone = await makeRegistryClone();
  origin = join(clone.base, "origin.git");
  mkdirSync(origin);
  execFileSync("git", ["init", "-q", "--bare", "-b", "main", origin]);
  clone.git("remote", "add", "origin", origin);
  ceremony = await signClone(clone, 3);
  clone.git("push", "-q", "origin", "forge/registry");
});
afterEach(() => clone.remove());

const touch: RegistryChange = {
  message: "publish",
  decide: ({ registry }) => ({ registry: { ...registry, sequence: registry.sequence + 1 } }),
};
/** A job of the forge with this secret, which pushes to origin. */
const runJob = (keyFile: string) =>
  createKeyedRegistryStore({
    store: createGitRegistryStore({ gitUrl: pathToFileURL(origin).href, token: "" }),
    readKeys: () => readFileSync(keyFile, "utf8"),
    now: () => new Date(),
  }).commit(touch);
const rotate = async (change: Partial<Parameters<typeof rotateKeys>[0]>) => {
  clone.git("fetch", "-q", "origin");
  return rotateKeys({
    store: (await openRegistry({ dir: clone.folder })).store,
    what: "online",
    keyFiles: [1, 2].map((number) => join(clone.base, "keys", `root-${number}.pem`)),
    drop: [],
    newKeyFiles: [],
    threshold: undefined,
    onlineKeyFile: undefined,
    folder: join(clone.base, "new"),
    passphrases: await readPassphrases(clone.passphraseFile),
    now: () => new Date(),
    ...change,
  });
};
const pinned = () => ({ root: readFileSync(ceremony.rootFile, "utf8") });
const push = () => clone.git("push", "-q", "origin", "forge/registry");
const sequenceFor = async (state: Parameters<RegistryClone["look"]>[0]) => {
  clone.git("fetch", "-q", "origin");
  await openRegistry({ dir: clone.folder });
  return (await readTufRegistry(await clone.look(state), "acme/forge")).registry.sequence;
};

describe("the online key is lost or stolen", () => {
  it("is replaced by two people in one write; jobs publish with the new one, the old one is refused, benches follow", async () => {
    await runJob(ceremony.online.file);
    const known = (await clone.look(pinned())).state();
    const { online } = await rotate({});
    push();
    await expect(runJob(ceremony.online.file)).rejects.toMatchObject({ code: "signatures_missing" });
    await runJob(online?.file ?? "");
    for (const state of [known, pinned()]) expect(await sequenceFor(state)).toBe(2);
  });
});

describe("a person's key is lost", () => {
  it("is replaced by the others; the lost one counts nowhere any more", async () => {
    const lost = describeHeldKey(ceremony.people[2] as never).id;
    const { online } = await rotate({ what: "root", drop: [lost] });
    push();
    const roles = await gatherRoles((await openRegistry({ dir: clone.folder })).store);
    expect(JSON.stringify(roles)).not.toContain(ceremony.people[2]?.signer.key.keyval["public"] ?? "{");
    await runJob(online?.file ?? "");
    expect(await sequenceFor(pinned())).toBe(1);
  });
});

describe("somebody edited the branch by hand", () => {
  it("stops every job at once, and a commit that takes the edit back lets them go on", async () => {
    await runJob(ceremony.online.file);
    clone.git("fetch", "-q", "origin");
    clone.git("worktree", "add", "-q", join(clone.base, "edit"), "origin/forge/registry");
    const edit = (...args: string[]) => execFileSync("git", args, { cwd: join(clone.base, "edit"), stdio: "pipe" });
    edit("rm", "-q", "reviewers.json");
    edit("commit", "-q", "-m", "oops");
    edit("push", "-q", "origin", "HEAD:forge/registry");
    await expect(runJob(ceremony.online.file)).rejects.toMatchObject({ code: expect.stringMatching(/^registry_/u) });
    edit("revert", "--no-edit", "HEAD");
    edit("push", "-q", "origin", "HEAD:forge/registry");
    await runJob(ceremony.online.file);
    expect(await sequenceFor(pinned())).toBe(2);
  });
});

describe("the branch forge/registry is deleted", () => {
  it("is pushed again from any clone that fetched it, and everybody goes on", async () => {
    await runJob(ceremony.online.file);
    const known = (await clone.look(pinned())).state();
    clone.git("fetch", "-q", "origin");
    await openRegistry({ dir: clone.folder });
    execFileSync("git", ["update-ref", "-d", "refs/heads/forge/registry"], { cwd: origin });
    await expect(runJob(ceremony.online.file)).rejects.toMatchObject({ code: "registry_invalid" });
    push();
    await runJob(ceremony.online.file);
    expect(await sequenceFor(known)).toBe(2);
  });
});
