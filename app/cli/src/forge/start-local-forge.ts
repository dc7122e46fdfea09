import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  createLocalRunner,
  type LocalGitHub,
  type LocalRunner,
  type LocalSigstore,
  makeLocalPolicy,
  startLocalGitHub,
  startLocalSigstore,
} from "@plugsmith/local";
import { createGitRegistryStore } from "@plugsmith/registry";
import type { KeylessPolicy } from "@plugsmith/schemas";
import { planInit } from "../init/plan-init.ts";
import { keyEnvironments, keySecret } from "../registry/render-ceremony.ts";
import { PersonClient } from "./person-client.ts";
import { buildBundles, readReleaseFiles } from "./release-files.ts";
import { pinRoot, signRegistry } from "./sign-registry.ts";
import { type Bench, startBench } from "./start-bench.ts";
import { startBot } from "./start-bot.ts";

/** The people of the local forge and what they are. */
export const cast = {
  /** Opens requests; no write access. */
  requester: "rosa",
  /** Hold the approver role. */
  approver1: "ada",
  approver2: "lin",
  /** Maintainer: may push, does not approve. */
  maintainer: "max",
  /** Has no role at all. */
  outsider: "oscar",
} as const;

export interface LocalForgeOptions {
  readonly workFolder: string;
  readonly githubPort?: number;
  readonly botPort?: number;
  readonly confinement: "os" | "process";
  readonly pluginConfig?: Record<string, { config: Record<string, unknown> }>;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (message: string) => void;
}
export interface LocalForge {
  readonly github: LocalGitHub;
  readonly sigstore: LocalSigstore;
  readonly runner: LocalRunner;
  readonly bench: Bench;
  readonly botUrl: string;
  readonly repository: string;
  readonly policy: KeylessPolicy;
  /** The registry's first root, as people would hand it out. */
  readonly rootFile: string;
  person(role: keyof typeof cast): PersonClient;
  stop(): Promise<void>;
}

const owner = "acme";
const repository = `${owner}/forge`;
const plugsmith = "plugsmith/plugsmith";

/**
 * Starts everything that a forge consists of on loopback: embedded GitHub, Sigstore stand-in, Actions runner, bot and agent.
 * Whatever was started is stopped again when a later part fails.
 */
export async function startLocalForge(options: LocalForgeOptions): Promise<LocalForge> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  const say = options.onProgress ?? (() => undefined);
  try {
    say("building the action bundles");
    buildBundles();
    say("starting the Sigstore stand-in");
    const sigstore = await startLocalSigstore();
    stops.push(() => sigstore.close());
    say("starting the embedded GitHub");
    const github = await startLocalGitHub({
      ...(options.githubPort === undefined ? {} : { port: options.githubPort }),
      organisation: owner,
      people: [cast.maintainer, cast.approver1, cast.approver2, cast.requester],
      outsiders: [cast.outsider],
      approverTeam: { slug: "forge-approvers", members: [cast.approver1, cast.approver2] },
    });
    stops.push(() => github.close());
    const release = await github.createRepository({ owner: "plugsmith", name: "plugsmith", files: readReleaseFiles() });
    const benchKey = generateKeyPairSync("ed25519");
    const people = [cast.approver1, cast.approver2].map((login) => ({ id: github.people[login]?.id ?? 0, login }));
    const init = planInit({
      repository,
      plugsmithRepository: plugsmith,
      plugsmithSha: release.headSha,
      approvers: { team: "forge-approvers" },
      reviewers: people,
      trustedRoot: sigstore.trustedRoot,
      signing: { mode: "keyless-public", fulcioUrl: sigstore.url, rekorUrl: sigstore.url, timestampUrl: sigstore.url },
      benches: [{ id: "bench-1", publicKey: benchKey.publicKey.export({ type: "spki", format: "pem" }).toString() }],
      requestsFrom: "anyone",
    });
    const signed = await signRegistry(init.registry);
    const forge = await github.createRepository({
      owner,
      name: "forge",
      files: pinRoot(init.files, signed.rootDigest),
    });
    for (const login of [cast.approver1, cast.approver2]) github.setRole(forge.fullName, login, "write");
    const registry = createGitRegistryStore({
      gitUrl: `${github.url}/${repository}.git`,
      token: github.people[cast.maintainer]?.token ?? "",
    });
    await registry.initialise(signed.files);
    const rootFile = join(options.workFolder, "forge.root.json");
    writeFileSync(rootFile, signed.root);
    const policy = makeLocalPolicy({
      sigstore,
      signerWorkflow: `https://github.com/${plugsmith}/.github/workflows/publish.yml`,
      signers: [release.headSha],
      repository,
      repositoryId: String(forge.id),
      runnerEnvironment: "self-hosted",
    });
    // A bench needs to be told no more than the root: who may sign, and whose certificates count, people have signed there.
    const { trustedRoot: _signed, ...unpinned } = policy;
    say("starting the Actions runner");
    const runner = createLocalRunner({
      github,
      oidc: sigstore,
      workFolder: join(options.workFolder, "runner"),
      environment: {
        // All of it is on loopback; whoever wants registries and advisories of the world sets PLUGSMITH_OFFLINE=0.
        PLUGSMITH_OFFLINE: process.env["PLUGSMITH_OFFLINE"] ?? "1",
        ...(options.confinement === "process" ? { PLUGSMITH_CONFINEMENT: "process" } : {}),
      },
      environmentSecrets: Object.fromEntries(keyEnvironments.map((name) => [name, { [keySecret]: signed.onlineKey }])),
    });
    stops.push(() => runner.close());
    say("starting the bot");
    const bot = await startBot({
      workFolder: options.workFolder,
      apiUrl: github.url,
      app: github.app,
      ...(options.botPort === undefined ? {} : { port: options.botPort }),
      signal: options.signal,
    });
    stops.push(() => bot.stop());
    github.setWebhookUrl(`${bot.url}/api/github/webhooks`);
    say("starting the agent");
    const bench = await startBench({
      workFolder: options.workFolder,
      repository,
      apiUrl: github.url,
      botUrl: bot.url,
      benchId: "bench-1",
      privateKeyPem: benchKey.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      policy: { ...unpinned, signers: "registry" },
      rootFile,
      require: options.confinement,
      pluginConfig: options.pluginConfig ?? {},
      signal: options.signal,
    });
    stops.push(() => bench.stop());
    const person = (role: keyof typeof cast) => {
      const login = cast[role];
      const { id, token } = github.people[login] ?? { id: 0, token: "" };
      return new PersonClient(github.url, repository, { id, login, token });
    };
    return { github, sigstore, runner, bench, botUrl: bot.url, repository, policy, rootFile, person, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
