import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initRegistry } from "@plugsmith/registry";
import { createGitTufTransport } from "@plugsmith/registry/tuf";
import type { Registry } from "@plugsmith/schemas";
import { refreshTuf, type TufState, type TufView } from "@plugsmith/trust/tuf";
import { applyRegistryBranch } from "../apply-registry-branch.ts";

export interface RegistryClone {
  /** Everything is in here; `folder` is the clone. */
  readonly base: string;
  readonly folder: string;
  readonly passphraseFile: string;
  git(...args: string[]): string;
  /** Looks at the branch as a bench does. */
  look(state: TufState, now?: Date): Promise<TufView>;
  remove(): void;
}

/**
 * A forge's clone with a registry that nobody has signed yet, and a file with six passphrases.
 * @param registry what it holds; nothing by default.
 */
export async function makeRegistryClone(registry?: Registry): Promise<RegistryClone> {
  const base = mkdtempSync(join(tmpdir(), "plugsmith-clone-"));
  const folder = join(base, "forge");
  mkdirSync(folder);
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: "pipe" }).trim();
  git("init", "-q", "-b", "main");
  git("config", "user.name", "Test");
  git("config", "user.email", "test@example.com");
  const people = [
    { id: 1, login: "ada" },
    { id: 2, login: "lin" },
  ];
  const files = initRegistry({ repository: "acme/forge", reviewers: people, at: "2020-01-01T00:00:00.000Z" });
  const filled = registry ? { "registry.json": `${JSON.stringify(registry, null, 2)}\n` } : {};
  await applyRegistryBranch(folder, { ...files, ...filled });
  const passphraseFile = join(base, "passphrases");
  const words = ["one", "two", "three", "four", "five", "six"];
  writeFileSync(passphraseFile, `${words.map((word) => `passphrase number ${word}`).join("\n")}\n`, { mode: 0o600 });
  return {
    base,
    folder,
    passphraseFile,
    git,
    look: (state, now = new Date()) =>
      refreshTuf({
        state,
        now,
        transport: createGitTufTransport({ folder, commit: git("rev-parse", "forge/registry") }),
      }),
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}
