import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gatherRoles } from "@plugsmith/registry/tuf";
import { readTufRegistry, readTufTrust } from "@plugsmith/trust/tuf";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRegistryClone, type RegistryClone } from "../testing/make-registry-clone.ts";
import { runPlugsmith } from "../testing/run-plugsmith.ts";
import { signClone } from "../testing/sign-clone.ts";
import { openRegistry } from "./open-registry.ts";
import { describeHeldKey } from "./render-ceremony.ts";

/** What docs/registry.md tells people to type, typed. Where it says `<…>`, they know what is meant; so does this file. */
const page = readFileSync(join(import.meta.dirname, "../../../../docs/registry.md"), "utf8");
const lost = page.slice(page.indexOf("### When something is lost"));
const procedures = page.slice(page.indexOf("### A new version of the workflows"));
const documented = [...procedures.matchAll(/`(?:plugsmith )?(registry [a-z][^`]*)`/gu)].map(
  ([, command = ""]) => command,
);
const findCommand = (start: string): string => {
  const found = documented.filter((command) => command.startsWith(start));
  if (found.length !== 1) throw new Error(`docs/registry.md names ${found.length} commands that begin with: ${start}`);
  return found[0] ?? "";
};

let clone: RegistryClone;
let ceremony: Awaited<ReturnType<typeof signClone>>;
beforeEach(async () => {
  clone = await makeRegistryClone();
  ceremony = await signClone(clone, 3);
});
afterEach(() => clone.remove());

const personKey = (number: number) => join(clone.base, "keys", `root-${number}.pem`);

/** Runs a command of the page in the clone, as its reader would, with what he puts in the place of its blanks. */
async function type(command: string, blanks: Readonly<Record<string, string>>) {
  const filled = Object.entries(blanks).reduce((text, [blank, value]) => text.replace(blank, () => value), command);
  expect(filled, "every blank is filled").not.toMatch(/[<…]/u);
  const words = filled.split(" ");
  const secrets = command.includes("signer list") ? [] : ["--passphrase-file", clone.passphraseFile];
  const made = /rotate|signer (?:add|remove)/u.test(command) ? ["--out", join(clone.base, "new")] : [];
  const run = await runPlugsmith([...words, ...secrets, ...made, "--json"], { cwd: clone.folder });
  expect(run.code, `${filled}: ${run.stdout}${run.stderr}`).toBe(0);
  return run.result;
}

const look = () => clone.look({ root: readFileSync(ceremony.rootFile, "utf8") });
const rolesText = async () => JSON.stringify(await gatherRoles((await openRegistry({ dir: clone.folder })).store));

describe("the commands of docs/registry.md, when something is new or lost", () => {
  it("are these, and each is typed below", () => {
    expect(
      documented.filter(
        (command) => !/^registry (?:rotate (?:online|root)|trust|signer (?:add|remove|list))/u.test(command),
      ),
    ).toEqual(["registry list"]);
  });

  it("replace a lost online key", async () => {
    const before = ceremony.online.signer.key.keyval["public"] ?? "{";
    const blanks = { "<person 1>": personKey(1), "<person 2>": personKey(2) };
    const { online } = await type(findCommand("registry rotate online"), blanks);
    expect(await rolesText()).not.toContain(before);
    expect((await look()).rootVersion).toBe(2);
    expect(existsSync((online as { file: string }).file)).toBe(true);
  });

  it("replace a lost person's key", async () => {
    const third = ceremony.people[2];
    if (!third) throw new Error("three people hold the ceremony");
    await type(findCommand("registry rotate root --drop"), {
      "<first digits of its id>": describeHeldKey(third).id.slice(0, 8),
      "<other 1>": personKey(1),
      "<other 2>": personKey(2),
    });
    expect(await rolesText()).not.toContain(third.signer.key.keyval["public"] ?? "{");
    expect((await look()).rootVersion).toBe(2);
  });

  it("give what people sign another year", async () => {
    const command = findCommand("registry rotate root --key");
    await type(command.replace("…", personKey(1)), { "…": personKey(2) });
    expect((await look()).rootVersion).toBe(2);
  });

  it("change who may approve", async () => {
    const file = join(clone.base, "reviewers.json");
    const known = clone.git("show", "forge/registry:reviewers.json");
    const [shape] = (JSON.parse(known) as { reviewers: object[] }).reviewers;
    writeFileSync(file, JSON.stringify({ ...JSON.parse(known), reviewers: [{ ...shape, id: 7, login: "kim" }] }));
    const command = findCommand("registry trust --reviewers").replace("…", personKey(1));
    await type(command, { "<file>": file, "…": personKey(2) });
    expect((await readTufRegistry(await look(), "acme/forge")).reviewers.reviewers).toMatchObject([{ login: "kim" }]);
  });

  it("let a new version of the workflows sign, and end the old one", async () => {
    const next = "b".repeat(40);
    const address = "https://github.com/plugsmith/plugsmith/.github/workflows/publish.yml";
    const list = async () => (await readTufTrust(await look())).signers?.signers.map(({ digest }) => digest) ?? [];
    const blanks = { "<person 1>": personKey(1), "<person 2>": personKey(2) };
    const first = `${findCommand("registry signer add <old")} --workflow ${address}`;
    await type(first, { ...blanks, "<old commit>": "a".repeat(40) });
    await type(findCommand("registry signer add <new"), { ...blanks, "<new commit>": next });
    expect(await list()).toEqual(["a".repeat(40), next]);
    await type(findCommand("registry signer list"), { "<forge.root.json>": ceremony.rootFile });
    const end = findCommand("registry signer remove <old commit> --until");
    await type(end, { ...blanks, "<old commit>": "a".repeat(40), "<time>": "2030-01-01T00:00:00Z" });
    expect(await list()).toEqual(["a".repeat(40), next]);
    await type(findCommand("registry signer remove <bad commit>"), { ...blanks, "<bad commit>": "a".repeat(40) });
    expect(await list()).toEqual([next]);
  });

  it("bring a deleted forge/audit back from the bot's copy", () => {
    const [, line = ""] = /`(git -C \$PLUGSMITH_CACHE[^`]*)`/u.exec(lost) ?? [];
    const cache = join(clone.base, "cache");
    mkdirSync(cache);
    const copy = join(cache, "acme+forge.git");
    clone.git("branch", "forge/audit", "forge/registry");
    execFileSync("git", ["clone", "-q", "--mirror", clone.folder, copy]);
    clone.git("branch", "-D", "forge/audit");
    const typed = line.replace("$PLUGSMITH_CACHE/<owner>+<repo>.git", copy).replace("<url>", clone.folder);
    const [program = "", ...words] = typed.split(" ");
    expect(typed).not.toMatch(/[<$]/u);
    execFileSync(program, words, { stdio: "pipe" });
    expect(clone.git("rev-parse", "forge/audit")).toBe(clone.git("rev-parse", "forge/registry"));
  });
});
