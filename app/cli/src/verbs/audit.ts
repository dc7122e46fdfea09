import { ForgeError } from "@plugsmith/schemas";
import type { Command } from "commander";
import type { AuditPlaces, Replay } from "../audit/replay-audit.ts";
import type { Outcome } from "../outcome.ts";
import { runVerb, type VerbCall } from "../run-verb.ts";

async function replay({ options }: VerbCall, where: unknown): Promise<Replay> {
  const { replayAudit } = await import("../audit/replay-audit.ts");
  const places: AuditPlaces = {
    where: String(where ?? options["repository"] ?? "."),
    texts: options["texts"] as string | undefined,
    since: options["since"] as string | undefined,
  };
  if (places.since !== undefined && !/^[0-9a-f]{7,40}$/.test(places.since))
    throw new ForgeError("input_invalid", { message: "--since takes a commit of forge/audit, 7 to 40 hex digits." });
  return replayAudit(places);
}

async function tellBreak({ broken, where, tip, commits, records }: Replay): Promise<Outcome | null> {
  if (!broken) return null;
  const { breakMeanings, renderBreak } = await import("@plugsmith/app");
  return {
    status: "failed",
    code: "audit_invalid",
    message: `The log of ${where} does not hold. ${renderBreak(broken)}`,
    hint: `The ${records.length} records before it hold. docs/audit.md says how to find out what happened and how to go on.`,
    facts: { where, tip, commits, records: records.length, broken: { ...broken, meaning: breakMeanings[broken.kind] } },
  };
}

async function verify(call: VerbCall): Promise<Outcome> {
  const found = await replay(call, call.args[0]);
  const { where, tip, commits, records, notices, closed } = found;
  const broken = await tellBreak(found);
  if (broken) return broken;
  const message = `${records.length} records in ${commits} commits of ${where} hold.`;
  const span = records.length > 0 ? [`From ${records[0]?.at} to ${records.at(-1)?.at}.`] : [];
  const lines = [
    message,
    ...span,
    `Note the last commit: ${tip}. \`--since\` with it shows later that nothing was cut off or replaced.`,
    ...notices.map(({ sequence, message: notice }) => `Notice: record ${sequence} ${notice}.`),
    ...(closed > 0 ? [`${closed} private texts were not looked at; \`--texts\` names their repository.`] : []),
  ];
  const facts = { where, tip, commits, records: records.length, notices, closed, broken: null };
  return { status: "success", code: "ok", message, facts, text: lines.join("\n") };
}

async function show(call: VerbCall): Promise<Outcome> {
  const [given, where] = call.args;
  const request = Number(String(given).replace(/^#/, ""));
  if (!Number.isSafeInteger(request) || request < 1)
    throw new ForgeError("wrong_usage", {
      message: "A request is the number of its issue or pull request.",
      hint: "Example: `plugsmith audit show 42`.",
    });
  const { tellRecord } = await import("../audit/tell-record.ts");
  const found = await replay(call, where);
  const own = found.records.filter((record) => record.request === request);
  const lines = own.map((record) => `  ${record.at}  ${tellRecord(record)}`);
  const broken = await tellBreak(found);
  if (broken) return { ...broken, facts: { ...broken.facts, request, story: own }, text: lines.join("\n") };
  if (own.length === 0) {
    const known = [...new Set(found.records.map((record) => record.request))].slice(-20);
    throw new ForgeError("input_invalid", {
      message: `The log of ${found.where} says nothing about request #${request}.`,
      hint: `It knows ${known.map((number) => `#${number}`).join(", ") || "no request yet"}.`,
    });
  }
  const message = `Request #${request} of ${found.where}: ${own.length} records.`;
  const facts = { where: found.where, tip: found.tip, request, story: own };
  return { status: "success", code: "ok", message, facts, text: [message, ...lines].join("\n") };
}

const withPlace = (command: Command) =>
  command
    .argument("[where]", "a clone of the forge repository, or owner/name on GitHub", undefined)
    .option("--repository <where>", "the same as an option (default: this checkout)")
    .option("--texts <where>", "clone or owner/name of audit.repository, to open private texts");

export function registerAudit(program: Command): void {
  const audit = program.command("audit").description("replay the log of a forge (branch forge/audit), offline");
  withPlace(audit.command("verify").description("check every commit and record, and name the first that does not hold"))
    .option("--since <commit>", "a commit of forge/audit noted before; the log must still contain it")
    .action(runVerb(verify));
  withPlace(
    audit
      .command("show")
      .argument("<request>", "number of the issue or pull request")
      .description("tell the story of one request: when, who, what, on which commit or digest, why"),
  ).action(runVerb(show));
}
