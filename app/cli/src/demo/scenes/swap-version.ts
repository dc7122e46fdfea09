import { setTimeout as sleep } from "node:timers/promises";
import { connectAgent } from "@plugsmith/runner-agent";
import { ForgeError } from "@plugsmith/schemas";
import { waitForStatus } from "./open-request.ts";
import { board, callPlugin, waitForAgentEvent } from "./run-on-bench.ts";
import type { OpenRequest, Stagehand } from "./scene.ts";

interface Caller {
  stop(): Promise<{ calls: number; failed: string[]; versions: string[] }>;
}

/** Calls the plugin without pause over one connection, one call after the other, and remembers which version answered. */
export async function startCalling(hand: Stagehand, plugin: string): Promise<Caller> {
  const agent = await connectAgent(hand.forge.bench.controlSocket);
  const versions: string[] = [];
  const failed: string[] = [];
  let calls = 0;
  let running = true;
  const loop = (async () => {
    while (running) {
      calls++;
      try {
        const answer = (await agent.request("call", { plugin, method: "identify", args: { key: board.serial } })) as {
          version: string;
        };
        versions.push(answer.version);
      } catch (error) {
        failed.push(error instanceof Error ? error.message : String(error));
      }
      await sleep(2);
    }
    agent.close();
  })();
  return {
    stop: async () => {
      running = false;
      await loop;
      return { calls, failed, versions };
    },
  };
}

/** While calls keep coming the agent moves from one version to the next: none lost, none doubled, never back again. */
export async function swapUnderLoad(
  hand: Stagehand,
  caller: Caller,
  since: number,
  from: string,
  to: string,
): Promise<void> {
  await hand.stage(`Hot swap ${from} → ${to} under load`, async () => {
    await waitForAgentEvent(hand, "forge.plugin.swapped", since);
    await sleep(150);
    const { calls, failed, versions } = await caller.stop();
    const firstNew = versions.indexOf(to);
    const backAgain = firstNew >= 0 && versions.slice(firstNew).includes(from);
    hand.evidence.swap = { calls, lost: failed.length, doubled: versions.length + failed.length - calls, from, to };
    if (failed.length > 0 || firstNew < 0 || backAgain) {
      throw new ForgeError("call_failed", {
        message: `${failed.length} of ${calls} calls failed: ${failed[0] ?? "the old version answered after the new one"}`,
      });
    }
    return `${calls} calls, 0 lost; ${firstNew} answered by ${from}, ${versions.length - firstNew} by ${to}`;
  });
}

/** A version that crashes on this bench is tried beside the running one, given up, and reported. */
export async function rollBack(
  hand: Stagehand,
  request: OpenRequest,
  since: number,
  failed: string,
  kept: string,
): Promise<void> {
  await hand.stage(`${failed} crashes on load`, async () => {
    await waitForAgentEvent(hand, "forge.plugin.rolled_back", since);
    const answer = await callPlugin(hand, request.plugin, "identify", { key: board.serial });
    if (answer["version"] !== kept)
      throw new ForgeError("call_failed", { message: `Expected ${kept}, got ${JSON.stringify(answer)}` });
    await waitForStatus(hand, request.issue, "the rollback on the issue", (body) => /rolled[ _]back/i.test(body));
    hand.evidence.rollback = { failed, kept };
    return `rolled back by itself, ${kept} still answers, the issue says so`;
  });
}

/** One approver suspends, another confirms; the running plugin is unloaded. */
export async function revokeVersion(hand: Stagehand, request: OpenRequest, version: string): Promise<void> {
  const people = [hand.forge.person("approver1"), hand.forge.person("approver2")] as const;
  await hand.stage(`/forge revoke ${version}`, async (progress) => {
    const since = hand.forge.bench.events.length;
    await people[0].comment(request.issue, "/forge revoke the readings drift above 80 degrees");
    await waitForStatus(hand, request.issue, "the suspension", (body) => /suspended/i.test(body));
    progress.say("suspended by one, waits for a second approver");
    await people[1].comment(request.issue, "/forge revoke confirm");
    await waitForStatus(hand, request.issue, "the revocation", (body) => /revoked/i.test(body));
    await waitForAgentEvent(hand, "forge.plugin.revoked", since);
    const gone = await callPlugin(hand, request.plugin, "ping", {}).then(
      (answer) => JSON.stringify(answer),
      () => undefined,
    );
    if (gone) throw new ForgeError("version_revoked", { message: `The revoked plugin still answers: ${gone}` });
    hand.evidence.revocation = { version, by: people.map((one) => one.person.login) };
    return "suspended, confirmed by a second approver, unloaded on the bench";
  });
}
