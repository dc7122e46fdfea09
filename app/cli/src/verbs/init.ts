import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { type Command, Option } from "commander";
import { parseInitOptions, parseRemote } from "../parse-init-options.ts";
import { readInputFile } from "../read-input-file.ts";
import { runVerb } from "../run-verb.ts";

async function readRemote(folder: string): Promise<string | undefined> {
  return promisify(execFile)("git", ["remote", "get-url", "origin"], { cwd: folder }).then(
    ({ stdout }) => parseRemote(stdout),
    () => undefined,
  );
}

async function readExisting(folder: string, paths: readonly string[]): Promise<Record<string, string | undefined>> {
  const entries = paths.map(async (path) => {
    const file = join(folder, path);
    return [path, existsSync(file) ? await readFile(file, "utf8") : undefined] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

const nextSteps = [
  "Next: commit these files on the default branch, sign the registry (`plugsmith registry init`: benches believe no other),",
  "      push forge/registry, protect both, make the environments forge-sign, forge-publish and forge-registry,",
  "      and install the App (see .github/app.yml of Plugsmith).",
].join("\n");

export function registerInit(program: Command): void {
  const collect = (word: string, before: string[] = []) => [...before, word];
  program
    .command("init")
    .description(
      "show and write what a repository needs to become a forge: issue form, config, pinned callers, first registry",
    )
    .option("--dir <folder>", "clone of the repository", ".")
    .option("--repository <owner/name>", "the repository (default: origin of the clone)")
    .option("--plugsmith <owner/name>", "repository whose workflows are called", "plugsmith/plugsmith")
    .requiredOption("--plugsmith-sha <sha>", "full commit of the Plugsmith release to pin")
    .option("--plugsmith-version <version>", "release of that commit, for the comment beside the pin")
    .option("--approver <id:login>", "a person who approves; at least two", collect)
    .option("--approver-team <slug>", "team that holds the approver role (name its members with --approver too)")
    .addOption(
      new Option("--signing <mode>")
        .choices(["keyless-public", "key", "keyless-github", "pkcs11", "vault"])
        .default("keyless-public"),
    )
    .option("--signing-key <file>", "public key (SPKI PEM) of signing mode key", collect)
    .addOption(
      new Option("--requests-from <who>", "whose requests need no triager")
        .choices(["anyone", "collaborators", "team"])
        .default("collaborators"),
    )
    .addOption(
      new Option("--bot <how>", "a bot server, or the bot inside a workflow (evaluation)")
        .choices(["app", "workflow"])
        .default("app"),
    )
    .option("--dry-run", "show, write nothing")
    .option("--force", "overwrite files that differ")
    .action(
      runVerb(async ({ options, say, paint }) => {
        const { decideInitWrites, planInit, refuseInitConflicts } = await import("../init/index.ts");
        const { applyRegistryBranch } = await import("../apply-registry-branch.ts");
        const folder = resolve(String(options["dir"]));
        const keyFiles = (options["signingKey"] as string[] | undefined) ?? [];
        const keys = await Promise.all(keyFiles.map((each) => readInputFile(each, "The public key", 2000)));
        const pems = keys.map((key) => key.toString("utf8"));
        const plan = planInit(parseInitOptions(options, await readRemote(folder), pems));
        const force = options["force"] === true;
        const writes = decideInitWrites(plan.files, await readExisting(folder, Object.keys(plan.files)), force);
        for (const path of writes.create) say(`${paint("green", "new      ")} ${path}`);
        for (const path of writes.unchanged) say(`${paint("dim", "unchanged")} ${path}`);
        for (const { path, diff } of writes.differing) say(`${paint("yellow", "differs  ")} ${path}\n${diff}`);
        const facts = {
          folder,
          create: writes.create,
          unchanged: writes.unchanged,
          differing: writes.differing.map(({ path }) => path),
        };
        if (options["dryRun"] === true)
          return {
            status: "success",
            code: "ok",
            message: "Nothing was written.",
            facts: { ...facts, files: plan.files, registryFiles: plan.registry },
          };
        refuseInitConflicts(writes, force);
        for (const path of writes.write) {
          await mkdir(dirname(join(folder, path)), { recursive: true });
          await writeFile(join(folder, path), plan.files[path] ?? "");
        }
        const registry = existsSync(join(folder, ".git"))
          ? await applyRegistryBranch(folder, plan.registry)
          : "no_clone";
        say(
          `${registry === "created" ? paint("green", "new      ") : paint("dim", "untouched")} branch forge/registry${registry === "no_clone" ? " (this folder is no clone)" : ""}`,
        );
        return {
          status: "success",
          code: "ok",
          message: `${writes.write.length} files written.`,
          facts: { ...facts, written: writes.write, registry },
          text: nextSteps,
        };
      }),
    );
}
