import { readdirSync, readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { pathToFileURL } from "node:url";
import { ForgeError } from "@plugsmith/schemas";
import type { GitHubStore } from "./github-store.ts";
import type { Router } from "./router.ts";

/** What emulate hands to a service when it builds its server. */
export interface ServicePlugin {
  register(
    router: Router,
    store: unknown,
    webhooks: Dispatcher,
    baseUrl: string,
    tokens: Map<string, TokenOwner>,
  ): void;
}

/** emulate's webhook dispatcher. */
export interface Dispatcher {
  dispatch(event: string, action: string | undefined, payload: unknown, owner: string, repo?: string): Promise<void>;
}

/** An entry of emulate's token table. */
export interface TokenOwner {
  login: string;
  id: number;
  scopes: string[];
  installation?: InstallationGrant;
}

/** What an installation token may do. */
export interface InstallationGrant {
  installationId: number;
  appId: number;
  accountId: number;
  accountType: "User" | "Organization";
  permissions: Record<string, string>;
  repositoryIds: number[];
  repositorySelection: "all" | "selected";
}

export interface RunningEmulator {
  url: string;
  close(): Promise<void>;
}

export interface Emulate {
  createEmulator(options: {
    service: "github";
    port: number;
    hostname: string;
    baseUrl?: string;
    seed: Record<string, unknown>;
  }): Promise<RunningEmulator>;
  plugin: ServicePlugin;
  storeOf(store: unknown): GitHubStore;
}

let loaded: Promise<Emulate> | undefined;

/**
 * Loads `emulate` and the very module instance of its GitHub service that it uses itself. The service is not exported, so it is
 * found by what its chunk exports; the package is pinned to 0.12.2, whose chunk names are hashed.
 */
export function loadEmulate(): Promise<Emulate> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Emulate> {
  const manifest = findPackageJSON("emulate", import.meta.url);
  if (!manifest)
    throw new ForgeError("tool_missing", { message: "The package emulate is not installed.", hint: "Run npm ci." });
  const folder = new URL("dist/", pathToFileURL(manifest));
  const chunk = readdirSync(folder).find(
    (name) =>
      /^dist-.*\.js$/.test(name) && /export \{[^}]*githubPlugin/.test(readFileSync(new URL(name, folder), "utf8")),
  );
  if (!chunk) {
    throw new ForgeError("tool_missing", {
      message: "The installed emulate has no GitHub service where 0.12.2 has it.",
      hint: "Install exactly emulate@0.12.2; the name's other versions are another project.",
    });
  }
  const [api, service] = await Promise.all([
    import(new URL("api.js", folder).href),
    import(new URL(chunk, folder).href),
  ]);
  return { createEmulator: api.createEmulator, plugin: service.githubPlugin, storeOf: service.getGitHubStore };
}
