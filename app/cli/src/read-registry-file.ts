import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { ForgeError, parseRegistry, type Registry } from "@plugsmith/schemas";
import { readDocument } from "./read-input-file.ts";

const branch = "forge/registry";
const registryFile = "registry.json";

interface RegistrySource {
  readonly file?: string | undefined;
  /** owner/name on GitHub; the API's address and a token come from the environment. */
  readonly repository?: string | undefined;
  /** A clone of the forge, or a copy of the branch's files; default: the current folder. */
  readonly dir?: string | undefined;
}

function parseText(text: string, where: string): Registry {
  try {
    const parsed = parseRegistry(JSON.parse(text));
    if (parsed.ok) return parsed.value;
    throw new ForgeError("registry_invalid", {
      message: `registry.json of ${where}: ${parsed.issues.map(({ path, message }) => `${path} ${message}`).join("; ")}.`,
    });
  } catch (cause) {
    if (cause instanceof ForgeError) throw cause;
    throw new ForgeError("registry_invalid", { message: `registry.json of ${where} is not JSON.`, cause });
  }
}

async function readFromGitHub(repository: string): Promise<Registry> {
  const api = (process.env["GITHUB_API_URL"] ?? "https://api.github.com").replace(/\/$/, "");
  const token = process.env["GITHUB_TOKEN"] ?? process.env["GH_TOKEN"];
  const response = await fetch(`${api}/repos/${repository}/contents/registry.json?ref=${encodeURIComponent(branch)}`, {
    headers: { accept: "application/vnd.github.raw+json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
    signal: AbortSignal.timeout(20_000),
  }).catch((cause: unknown) => {
    throw new ForgeError("download_failed", { message: `${api} does not answer.`, cause });
  });
  if (!response.ok)
    throw new ForgeError("download_failed", {
      message: `GitHub answered ${response.status} for registry.json of ${repository}.`,
      hint: "Check the name, and for a private repository GITHUB_TOKEN.",
    });
  return parseText(await response.text(), repository);
}

/** The registry of a file, of a repository on GitHub, or of a folder: a clone's branch, or a copy of its files. */
export async function readRegistryFile({ file, repository, dir = "." }: RegistrySource): Promise<Registry> {
  if (file !== undefined) return readDocument(file, "The registry", parseRegistry);
  if (repository !== undefined) return readFromGitHub(repository);
  const copy = join(dir, registryFile);
  if (existsSync(copy)) return readDocument(copy, "The registry", parseRegistry);
  const show = (ref: string) =>
    promisify(execFile)("git", ["show", `${ref}:${registryFile}`], { cwd: dir, maxBuffer: 64 * 2 ** 20 });
  const { stdout } = await show(`origin/${branch}`)
    .catch(() => show(branch))
    .catch((cause: unknown) => {
      throw new ForgeError("registry_invalid", {
        message: `No branch ${branch} with a registry.json is here.`,
        hint: "Run this in a checkout of the forge repository, or use --repository owner/name or --file registry.json.",
        cause,
      });
    });
  return parseText(stdout, "this checkout");
}
