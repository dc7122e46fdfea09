import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { detectConfinement } from "@plugsmith/plugin-host";
import { toForgeError } from "@plugsmith/schemas";
import { startLocalForge } from "../forge/start-local-forge.ts";
import type { DemoEvidence } from "./evidence.ts";
import type { ProgressLine } from "./progress-line.ts";
import { playBench } from "./scenes/play-bench.ts";
import { playPackage } from "./scenes/play-package.ts";
import type { Stagehand } from "./scenes/scene.ts";

export interface DemoOptions {
  /** `bench` or `node`. */
  readonly pack: string;
  readonly keep: boolean;
  readonly progress: ProgressLine;
  readonly signal: AbortSignal;
}

function createEvidence(pack: string, workFolder: string): DemoEvidence {
  return {
    schemaVersion: 1,
    status: "success",
    code: "ok",
    message: "",
    pack,
    plugsmithSha: "",
    workFolder,
    durationMs: 0,
    stages: [],
    uncounted: [],
    versions: [],
    hotplug: { source: "" },
    confinement: "os",
    agentEvents: [],
    restCalls: {},
  };
}

/** Counts REST calls by the kind of token that made them. */
function countCalls(requests: readonly { token: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { token } of requests) counts[token] = (counts[token] ?? 0) + 1;
  return counts;
}

/**
 * Plays the whole loop on this machine with real parts. Never throws for what happens inside: the evidence says what failed and why.
 * Everything that was started is stopped; the work folder is removed unless `keep` or a stage failed by itself.
 */
export async function runDemo(options: DemoOptions): Promise<DemoEvidence> {
  const began = performance.now();
  const workFolder = mkdtempSync(join(tmpdir(), "plugsmith-demo-"));
  const evidence = createEvidence(options.pack, workFolder);
  const stage: Stagehand["stage"] = async (title, run) => {
    const started = performance.now();
    const line = options.progress.start(title);
    try {
      options.signal.throwIfAborted();
      const detail = await run(line);
      evidence.stages.push({ title, durationMs: Math.round(performance.now() - started), detail });
      line.done(detail);
    } catch (error) {
      line.failed(options.signal.aborted ? "stopped" : (toForgeError(error).message.split("\n")[0] ?? ""));
      throw error;
    }
  };
  let stop: (() => Promise<void>) | undefined;
  try {
    evidence.confinement = (await detectConfinement()).level;
    let hand: Stagehand | undefined;
    await stage("Forge started on loopback", async (progress) => {
      const forge = await startLocalForge({
        workFolder,
        confinement: evidence.confinement,
        pluginConfig: { "acme-thermo": { config: { chamber: "north" } } },
        signal: options.signal,
        onProgress: progress.say,
      });
      stop = () => forge.stop();
      evidence.plugsmithSha = forge.policy.signers[0] ?? "";
      const { plugboard, simulatedBecause } = forge.bench;
      evidence.hotplug = { source: plugboard.kind, ...(simulatedBecause ? { because: simulatedBecause } : {}) };
      hand = { forge, evidence, signal: options.signal, requester: forge.person("requester"), stage };
      return `GitHub, bot, runner, Sigstore, agent · hot-plug: ${plugboard.kind} · plugin boundary: ${evidence.confinement}`;
    });
    if (hand) {
      await (options.pack === "bench" ? playBench(hand) : playPackage(hand, options.pack));
      evidence.agentEvents = [...hand.forge.bench.events];
      evidence.restCalls = countCalls(hand.forge.github.requests);
    }
    evidence.message = "The loop is closed.";
  } catch (error) {
    const failure = toForgeError(error);
    Object.assign(evidence, {
      status: "failed",
      code: failure.code,
      message: [failure.message, failure.hint].filter(Boolean).join("\n"),
    });
  } finally {
    await stop?.();
    const wanted = options.keep || (evidence.status === "failed" && !options.signal.aborted);
    if (!wanted) rmSync(workFolder, { recursive: true, force: true });
  }
  evidence.durationMs = Math.round(performance.now() - began);
  return evidence;
}
