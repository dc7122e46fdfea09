import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { addTestVersion, makeTufForge, type TufForge } from "@plugsmith/registry/testing";
import { createRegistryTrustStore, openRegistryReader } from "@plugsmith/runner-agent/testing";
import { openSignedView } from "../registry/open-signed-view.ts";
import { openRegistryMemory } from "../registry/registry-memory-store.ts";

export type Files = Map<string, string>;

/** A reader of the registry as people and benches have them, each with a memory of its own. */
export interface AttackedReader {
  readonly name: "agent, git" | "agent, https" | "verify, git" | "verify, https";
  /** One look; the registry's sequence as it is believed. Throws what refuses it. */
  look(): Promise<number>;
}

export interface AttackedRegistry {
  readonly forge: TufForge;
  readonly readers: readonly AttackedReader[];
  /** The forge publishes something. */
  publish(): Promise<void>;
  /** What readers are shown from now on; without files what the forge has written. */
  serve(files?: Files): void;
  /** Answers of the HTTPS server are left to this. */
  answer(handle: ((path: string, response: ServerResponse) => void) | undefined): void;
  /** Milliseconds that the readers' clock moves on at each question. */
  hurry(ms: number): void;
  close(): void;
}

const repository = "acme/forge";

/** A signed registry that is shown through git and through GitHub's API, and its four kinds of readers; whoever shows it may lie. */
export async function openAttackedRegistry(): Promise<AttackedRegistry> {
  const base = mkdtempSync(join(tmpdir(), "plugsmith-attacked-"));
  const folder = join(base, "forge");
  mkdirSync(folder);
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: "pipe" }).trim();
  git("init", "-q", "-b", "forge/registry");
  for (const [key, value] of Object.entries({ "user.name": "Test", "user.email": "test@example.com", "gc.auto": "0" }))
    git("config", key, value);
  const forge = await makeTufForge(undefined, 1);
  const rootFile = join(base, "forge.root.json");
  writeFileSync(rootFile, forge.pinned.root);
  let shown: Files = new Map();
  let commit = "";
  let handle: Parameters<AttackedRegistry["answer"]>[0];
  let stepMs = 0;
  let passedMs = 0;
  const now = () => {
    passedMs += stepMs;
    return new Date(forge.clock.now.getTime() + passedMs);
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
    if (path.endsWith("/git/ref/heads/forge/registry")) {
      response.setHeader("content-type", "application/json");
      return response.end(JSON.stringify({ object: { sha: commit } }));
    }
    const name = path.slice(`/repos/${repository}/contents/tuf/`.length);
    if (handle) return handle(name, response);
    const text = shown.get(name);
    response.writeHead(text === undefined ? 404 : 200);
    return response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const timeoutMs = 500;

  function openAgent(via: "git" | "https"): AttackedReader {
    const stateDir = join(base, via);
    mkdirSync(stateDir);
    const config = {
      schemaVersion: 1,
      id: "bench-1",
      stateDir,
      registry: { repository, root: rootFile, via, apiUrl, gitUrl: pathToFileURL(folder).href },
      trust: { policyFile: "" },
    } as const;
    const reader = openRegistryReader(config, {
      // The agent's own limit is longer than a test.
      fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) }),
      clock: { now: () => now().getTime(), after: () => () => {} },
      trust: createRegistryTrustStore(join(stateDir, "registry-trust.json")),
    });
    let sequence = -1;
    return {
      name: `agent, ${via}`,
      async look() {
        const seen = await reader.read();
        sequence = seen?.registry?.sequence ?? sequence;
        seen?.keep();
        return sequence;
      },
    };
  }
  function openVerify(via: "git" | "https"): AttackedReader {
    const env = { PLUGSMITH_STATE: join(base, `verify-${via}`) };
    const openMemory = (root: string) => openRegistryMemory(root, env);
    const from = via === "git" ? folder : repository;
    return {
      name: `verify, ${via}`,
      async look() {
        const source = { root: { file: rootFile }, from, apiUrl, now: now(), timeoutMs, openMemory };
        return (await openSignedView(source, repository)).registry.sequence;
      },
    };
  }

  const serve = (files = forge.copyFiles()) => {
    shown = new Map(files);
    // The folder itself is no copy of the branch: only what is committed is read.
    rmSync(join(folder, "tuf"), { recursive: true, force: true });
    for (const [path, text] of shown) {
      mkdirSync(dirname(join(folder, "tuf", path)), { recursive: true });
      writeFileSync(join(folder, "tuf", path), text);
    }
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", "shown");
    commit = git("rev-parse", "HEAD");
    rmSync(join(folder, "tuf"), { recursive: true, force: true });
  };
  let published = 0;
  return {
    forge,
    readers: [openAgent("git"), openAgent("https"), openVerify("git"), openVerify("https")],
    async publish() {
      published += 1;
      await forge.open([forge.online]).commit({
        message: "publish",
        decide: ({ registry }) => ({ registry: addTestVersion(registry, `1.${published}.0`, published) }),
      });
    },
    serve,
    answer(next) {
      handle = next;
    },
    hurry(ms) {
      stepMs = ms;
      if (ms === 0) passedMs = 0;
    },
    close() {
      server.closeAllConnections();
      server.close();
      rmSync(base, { recursive: true, force: true });
    },
  };
}
