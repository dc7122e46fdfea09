import { ForgeError } from "@plugsmith/schemas";
import { approveHead } from "./approve-head.ts";
import { openRequest } from "./open-request.ts";
import { publishVersion } from "./publish-version.ts";
import { requests } from "./request-form.ts";
import { waitForPipeline } from "./run-pipeline.ts";
import type { Stagehand } from "./scene.ts";

/** The story of a plugin that runs elsewhere than on a bench: request, pipeline, approvals, release, offline verification. */
export async function playPackage(hand: Stagehand, pack: string): Promise<void> {
  const answers = requests[pack];
  const name = answers?.["name"];
  if (!answers || typeof name !== "string") {
    throw new ForgeError("wrong_usage", {
      message: `The demo has no pack ${pack}.`,
      hint: `It has: ${Object.keys(requests).join(", ")}, all.`,
    });
  }
  const request = await openRequest(hand, name, answers, "Issue opened, PR opened");
  const digest = await waitForPipeline(hand, request, "Pipeline on the head");
  await approveHead(hand, request);
  await publishVersion(hand, request, "1.0.0", digest);
}
