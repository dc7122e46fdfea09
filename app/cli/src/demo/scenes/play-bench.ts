import { ForgeError } from "@plugsmith/schemas";
import { approveHead, pushToHead, showUncountedReviews } from "./approve-head.ts";
import { openAfterRefusal, openRequest } from "./open-request.ts";
import { publishVersion } from "./publish-version.ts";
import { requests } from "./request-form.ts";
import { replugDevice, runOnBench } from "./run-on-bench.ts";
import { waitForPipeline } from "./run-pipeline.ts";
import type { Stagehand } from "./scene.ts";
import { revokeVersion, rollBack, startCalling, swapUnderLoad } from "./swap-version.ts";

const plugin = "acme-thermo";

/** A mistake that no sandbox sees, because only this bench names a chamber. */
function addCrash(source: string): string {
  const mistake = "\n  if (ctx.config?.chamber) ctx.config.chamber.zones.sort();\n";
  return source.replace(/export (async )?function onLoad\(ctx\)\s*\{/, (head) => `${head}${mistake}`);
}

/** The whole story of a bench plugin: refusal, 1.0.0, hot swap to 1.1.0, rollback of 1.2.0, revocation. */
export async function playBench(hand: Stagehand): Promise<void> {
  const answers = requests["bench"];
  if (!answers) throw new ForgeError("unexpected");
  const events = () => hand.forge.bench.events.length;

  const first = await openAfterRefusal(hand, plugin, answers);
  await waitForPipeline(hand, first, "Pipeline on the head");
  await showUncountedReviews(hand, first);
  await pushToHead(hand, first, {
    title: "A push resets the count",
    path: "README.md",
    change: (text) => `${text}\nMounted in the climate chamber.\n`,
    message: "docs: say where the board is mounted",
    approveFirst: true,
  });
  const firstDigest = await waitForPipeline(hand, first, "Pipeline on the new head");
  await approveHead(hand, first);
  await publishVersion(hand, first, "1.0.0", firstDigest);
  await runOnBench(hand, first, "1.0.0");

  const second = await openRequest(hand, plugin, { ...answers, change: "minor" }, "Update requested: 1.1.0");
  const secondDigest = await waitForPipeline(hand, second, "Pipeline of 1.1.0");
  await approveHead(hand, second);
  const beforeSwap = events();
  const caller = await startCalling(hand, plugin);
  try {
    await publishVersion(hand, second, "1.1.0", secondDigest);
    await swapUnderLoad(hand, caller, beforeSwap, "1.0.0", "1.1.0");
  } finally {
    await caller.stop();
  }

  const third = await openRequest(hand, plugin, { ...answers, change: "minor" }, "Update requested: 1.2.0");
  await pushToHead(hand, third, {
    title: "1.2.0 gets a mistake",
    path: "src/index.js",
    change: addCrash,
    message: "feat: sort the chamber's zones",
    approveFirst: false,
  });
  const thirdDigest = await waitForPipeline(hand, third, "Pipeline of 1.2.0");
  await approveHead(hand, third);
  const beforeCrash = events();
  await publishVersion(hand, third, "1.2.0", thirdDigest);
  await rollBack(hand, third, beforeCrash, "1.2.0", "1.1.0");
  await replugDevice(hand, plugin);
  await revokeVersion(hand, second, "1.1.0");
}
