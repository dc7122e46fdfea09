import { join } from "node:path";
import { type BenchConfig, ForgeError } from "@plugsmith/schemas";
import type { Clock } from "../clock.ts";
import { readTokenFile } from "../hotplug/read-token-file.ts";
import { createGitRegistryRemote } from "./git-registry-transport.ts";
import { createHttpRegistryRemote } from "./http-registry-transport.ts";
import { createPlainRegistryReader } from "./plain-registry-transport.ts";
import { readPinnedRoot } from "./read-pinned-root.ts";
import type { RegistryReader } from "./registry-reader.ts";
import type { RegistryTrustStore } from "./registry-trust-store.ts";
import { createSignedRegistryReader } from "./signed-registry-reader.ts";

const githubApi = "https://api.github.com";

/** Address of a repository for git on the server of an API's address. */
export function findGitUrl(apiUrl: string, repository: string): string {
  const server = apiUrl === githubApi ? "https://github.com" : apiUrl.replace(/\/api\/v3$/u, "");
  return `${server}/${repository}.git`;
}

/** Without a root nobody could tell the forge's word from anybody's: such a bench loads nothing until a person decides. */
const refuseAll: RegistryReader = {
  async read() {
    throw new ForgeError("registry_root_missing", {
      message: "This bench follows a registry whose root nobody has told it, so nothing of it is believed.",
      hint: "Set registry.root to the forge.root.json of `plugsmith registry init`. To believe whoever can write the branch, set registry.trust to unsigned.",
    });
  },
};

export interface RegistryReaderPorts {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly trust: RegistryTrustStore;
}

/**
 * The way to the registry that a bench configuration asks for.
 * @throws ForgeError `bench_config_invalid`, `registry_root_mismatch` for a root that cannot be used.
 */
export function openRegistryReader(config: BenchConfig, ports: RegistryReaderPorts): RegistryReader {
  const { repository, tokenFile, trust = "signed", via = "git", gitUrl } = config.registry;
  const apiUrl = (config.registry.apiUrl ?? githubApi).replace(/\/$/u, "");
  const readToken = () => readTokenFile(tokenFile);
  const { fetch, clock, trust: store } = ports;
  if (trust === "unsigned") return createPlainRegistryReader({ apiUrl, repository, readToken, fetch });
  const pinned = readPinnedRoot(config.registry);
  if (!pinned) return refuseAll;
  const remote =
    via === "git"
      ? createGitRegistryRemote({
          url: gitUrl ?? findGitUrl(apiUrl, repository),
          folder: join(config.stateDir, "registry.git"),
          readToken,
        })
      : createHttpRegistryRemote({ apiUrl, repository, readToken, fetch });
  return createSignedRegistryReader({ repository, pinned, remote, trust: store, now: () => new Date(clock.now()) });
}
