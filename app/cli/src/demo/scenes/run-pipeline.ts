import { ForgeError } from "@plugsmith/schemas";
import { waitFor } from "../../forge/wait-for.ts";
import { waitForStatus } from "./open-request.ts";
import type { OpenRequest, Stagehand } from "./scene.ts";

const steps = ["build", "test", "sandbox", "package"];

/** Waits for the dispatched pipeline of the request's head and answers the package digest from the status comment. */
export async function waitForPipeline(hand: Stagehand, request: OpenRequest, title: string): Promise<string> {
  let digest = "";
  await hand.stage(title, async (progress) => {
    const seen = new Map<string, string>();
    await waitFor(
      `the pipeline of ${request.headSha.slice(0, 7)}`,
      async () => {
        for (const step of steps) {
          const run = await hand.requester.checkRun(request.headSha, `forge / ${step}`);
          if (run?.conclusion) seen.set(step, run.conclusion);
          if (run?.conclusion === "failure") {
            throw new ForgeError("unexpected", {
              message: `The step ${step} failed: ${run.output.title ?? ""} ${run.output.summary ?? ""}`,
            });
          }
        }
        progress.say([...seen.keys()].join(" ✓ "));
        return seen.size === steps.length;
      },
      {
        signal: hand.signal,
        timeoutMs: 180_000,
        everyMs: 150,
        describe: () => `Seen so far: ${[...seen.keys()].join(", ") || "nothing"}`,
      },
    );
    const status = await waitForStatus(
      hand,
      request.issue,
      "the digest of this head",
      (body) => /sha256:[0-9a-f]{64}/.test(body) && body.includes(request.headSha.slice(0, 7)),
    );
    digest = /sha256:[0-9a-f]{64}/.exec(status)?.[0] ?? "";
    return `build ✓ test ✓ sandbox ✓ package ✓  ${digest.slice(0, 19)}…`;
  });
  return digest;
}
