import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { detectConfinement } from "@plugsmith/plugin-host";
import type { DemoEvidence } from "../../app/cli/src/demo/evidence.ts";
import { approveHead } from "../../app/cli/src/demo/scenes/approve-head.ts";
import { openRequest } from "../../app/cli/src/demo/scenes/open-request.ts";
import { publishVersion } from "../../app/cli/src/demo/scenes/publish-version.ts";
import { requests } from "../../app/cli/src/demo/scenes/request-form.ts";
import { runOnBench, waitForAgentEvent } from "../../app/cli/src/demo/scenes/run-on-bench.ts";
import { waitForPipeline } from "../../app/cli/src/demo/scenes/run-pipeline.ts";
import type { Stagehand } from "../../app/cli/src/demo/scenes/scene.ts";
import { startLocalForge } from "../../app/cli/src/forge/start-local-forge.ts";

/** Milliseconds of one `/forge revoke`: comment → commit on forge/registry, and comment → the bench has unloaded the plugin. */
export interface CommentTimes {
  readonly commitMs: number;
  readonly unloadedMs: number;
}

const plugin = "acme-thermo";

/** Publishes a plugin through the whole loop, runs it on the bench, and suspends it by a comment. */
export async function measureComment(say: (line: string) => void): Promise<CommentTimes> {
  const workFolder = mkdtempSync(join(tmpdir(), "plugsmith-bench-comment-"));
  const { level } = await detectConfinement();
  const forge = await startLocalForge({ workFolder, confinement: level });
  try {
    const hand: Stagehand = {
      forge,
      // The scenes write down what they see; nobody reads it here.
      evidence: { workFolder, versions: [], uncounted: [], stages: [] } as unknown as DemoEvidence,
      signal: new AbortController().signal,
      requester: forge.person("requester"),
      async stage(title, run) {
        say(title);
        await run({ say() {}, done() {}, failed() {} });
      },
    };
    const answers = requests["bench"];
    if (!answers) throw new Error("the demo has no request for a bench plugin");
    const request = await openRequest(hand, plugin, answers, "request");
    const digest = await waitForPipeline(hand, request, "pipeline");
    await approveHead(hand, request);
    await publishVersion(hand, request, "1.0.0", digest);
    await runOnBench(hand, request, "1.0.0");
    const readCommit = async () => {
      const address = `${forge.github.url}/repos/${forge.repository}/git/ref/heads/forge/registry`;
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`GitHub answered ${answer.status} for forge/registry`);
      return ((await answer.json()) as { object: { sha: string } }).object.sha;
    };
    const before = await readCommit();
    const since = forge.bench.events.length;
    const began = performance.now();
    await forge.person("approver1").comment(request.issue, "/forge revoke the readings drift");
    let commitMs = 0;
    const committed = (async () => {
      while ((await readCommit()) === before) await new Promise((resolve) => setTimeout(resolve, 10));
      commitMs = performance.now() - began;
    })();
    await waitForAgentEvent(hand, "forge.plugin.unloaded", since);
    const unloadedMs = performance.now() - began;
    await committed;
    return { commitMs, unloadedMs };
  } finally {
    await forge.stop();
    rmSync(workFolder, { recursive: true, force: true });
  }
}
