import { hostname, userInfo } from "node:os";
import type { AgentStatus } from "@plugsmith/runner-agent";
import { ForgeError } from "@plugsmith/schemas";
import type { Command } from "commander";
import { askAgent } from "../agent/ask-agent.ts";
import { cleanText } from "../agent/clean-text.ts";
import { completeStatus } from "../agent/complete-status.ts";
import { renderLeases } from "../agent/render-leases.ts";
import type { Outcome } from "../outcome.ts";
import { runVerb, type VerbCall } from "../run-verb.ts";

type Leases = Pick<AgentStatus, "leases" | "leaseQueue">;

const done = (message: string, facts: Record<string, unknown>, text = message): Outcome => ({
  status: "success",
  code: "ok",
  message,
  facts,
  text,
});

function readNumber(call: VerbCall, option: string): number {
  const value = Number(call.options[option]);
  if (Number.isFinite(value)) return value;
  throw new ForgeError("wrong_usage", { message: `--${option} ${String(call.options[option])} is not a number.` });
}

async function listLeases(call: VerbCall): Promise<Outcome> {
  const answer = (await askAgent(call, "lease")) as { leases: unknown; queue?: unknown };
  const { leases, leaseQueue: queue } = completeStatus({ leases: answer.leases, leaseQueue: answer.queue });
  const lines = renderLeases({ leases, leaseQueue: queue }, Date.now(), call.paint);
  return done(
    `${leases.length} leases, ${queue.length} wait.`,
    { leases, queue },
    lines.join("\n") || "Nobody holds a lease.",
  );
}

async function acquireLease(call: VerbCall): Promise<Outcome> {
  const [plugin] = call.args;
  const { device, holder, reason } = call.options;
  const params = {
    action: "acquire",
    plugin,
    device,
    holder: holder ?? `${userInfo().username}@${hostname()}`,
    reason,
    priority: readNumber(call, "priority"),
    seconds: readNumber(call, "seconds"),
    waitSeconds: readNumber(call, "wait"),
  };
  const lease = (await askAgent(call, "lease", params, ({ position, heldBy, heldUntil }) =>
    call.progress(
      `number ${String(position)} in the queue${heldBy ? `; ${cleanText(heldBy)} holds it until ${cleanText(heldUntil)}` : ""}`,
    ),
  )) as Leases["leases"][number] & { token: string };
  const name = lease.device ?? lease.plugin ?? "";
  const lines = [
    `${cleanText(name)} is reserved until ${lease.until}.`,
    `token ${lease.token}`,
    call.paint("dim", `plugsmith agent call … --lease ${lease.token}`),
    call.paint("dim", `plugsmith agent lease --release ${lease.token}`),
  ];
  return done(`${name} is reserved.`, { lease }, lines.join("\n"));
}

async function runLease(call: VerbCall): Promise<Outcome> {
  const [plugin] = call.args;
  const { device, release, renew, revoke } = call.options;
  if (release !== undefined) {
    const answer = (await askAgent(call, "lease", { action: "release", token: release })) as { released: boolean };
    return done(
      answer.released ? "The lease was given back." : "There was no such lease; it was over already.",
      answer,
    );
  }
  if (renew !== undefined) {
    const params = { action: "renew", token: renew, seconds: readNumber(call, "seconds") };
    const lease = (await askAgent(call, "lease", params)) as Leases["leases"][number];
    return done(`Reserved until ${lease.until}.`, { lease });
  }
  if (revoke !== undefined) {
    await askAgent(call, "lease", { action: "revoke", id: revoke });
    return done(`The lease ${String(revoke)} was ended.`, { revoked: revoke });
  }
  return plugin === undefined && device === undefined ? listLeases(call) : acquireLease(call);
}

const examples = `
Examples:
  plugsmith agent lease                                  who holds what, and who waits
  plugsmith agent lease acme-meter --seconds 900 --reason "calibration"
  plugsmith agent lease --device 0403:6001 --wait 600    any free one, for at most ten minutes of waiting
  plugsmith agent lease --release <token>
  plugsmith agent lease --revoke 3fa2c1d0                as the bench's owner`;

/** `plugsmith agent lease`. */
export function registerAgentLease(agent: Command): void {
  agent
    .command("lease")
    .argument("[plugin]", "plugin to reserve; without it, and without --device, the leases are listed")
    .option("--device <key>", "device to reserve: serial, port, or vvvv:pppp for any free one of its kind")
    .option("--holder <name>", "who takes it; you@host when left out")
    .option("--reason <text>", "why, for whoever waits")
    .option("--seconds <count>", "for how long", "600")
    .option("--wait <seconds>", "how long to wait for it; 0 is now or never", "0")
    .option("--priority <number>", "-100 to 100, higher goes first", "0")
    .option("--release <token>", "give it back")
    .option("--renew <token>", "hold it for --seconds from now")
    .option("--revoke <id>", "end anybody's lease or request")
    .option("--socket <path>", "control socket of the agent")
    .option("--config <file>", "bench configuration that names it")
    .description("reserve a plugin or a device, or see who did")
    .addHelpText("after", examples)
    .action(runVerb(runLease));
}
