import { type AuditRecord, type BenchEvent, ForgeError } from "@plugsmith/schemas";
import type { AuditStore } from "../audit/audit-store.ts";
import { gatherRegistry } from "../facts/gather-registry.ts";
import type { HintRepository } from "../hints/hint.ts";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import { applyBenchIssue, type BenchIssuePorts } from "./apply-bench-issue.ts";
import { type BenchGrant, decideBenchIssue } from "./decide-bench-issue.ts";
import { readBenchEntry } from "./read-bench-entry.ts";
import { type BenchEnvelope, parseEnvelope, verifyEnvelope } from "./verify-envelope.ts";

export interface BenchContext {
  readonly mirror: RepositoryMirror;
  readonly audit: AuditStore;
  readonly repository: HintRepository;
  readonly now: () => Date;
  /** Where issues about devices and broken plugins are opened; absent: nowhere. */
  readonly issues?: Pick<BenchIssuePorts, "request" | "login"> & { readonly serverUrl: string };
}

/** `unlinked`: true and signed, but about no published plugin, so no request's issue can show it. */
export interface BenchAnswer {
  readonly status: "recorded" | "duplicate" | "unlinked";
  readonly id: string;
  readonly request: number | null;
  /** The issue about its device or its broken plugin. */
  readonly issue?: number;
}

const refuse = (message: string, hint: string, unsigned = false) =>
  new ForgeError("bench_event_refused", { message, hint, facts: { status: unsigned ? 401 : 422 } });

async function checkSignature(context: BenchContext, envelope: BenchEnvelope): Promise<BenchGrant> {
  const bench = await readBenchEntry(context.mirror, context.repository.defaultBranch, envelope.event.bench);
  if (!bench || !verifyEnvelope(envelope, bench.publicKey))
    throw refuse(
      "The event is not signed by a bench of this forge.",
      "Name the bench and its public key under `benches:` in .github/forge.yml.",
      true,
    );
  return bench;
}

async function openIssue({ issues, repository }: BenchContext, event: BenchEvent, grant: BenchGrant) {
  if (!issues) return {};
  const { request, login, serverUrl } = issues;
  const issue = decideBenchIssue(event, grant, `${serverUrl}/${repository.owner}/${repository.repo}`);
  const number = issue && (await applyBenchIssue(issue, { request, repository, login }));
  return number ? { issue: number } : {};
}

async function findRequest(context: BenchContext, event: BenchEvent): Promise<number | null> {
  const { owner, repo } = context.repository;
  // It only finds the issue that shows the event.
  const anchor = { repository: `${owner}/${repo}`, rootDigest: undefined, now: context.now() };
  const { registry } = await gatherRegistry(context.mirror, anchor);
  const versions = registry?.plugins.find((plugin) => plugin.name === event.plugin?.name)?.versions ?? [];
  const exact = versions.find((version) => version.version === event.plugin?.version);
  return (exact ?? versions.at(-1))?.request ?? null;
}

const eventsOf = (records: readonly AuditRecord[], bench: string) =>
  records.flatMap((record) => (record.benchEvent?.bench === bench ? [record.benchEvent] : []));

/**
 * Verifies a posted envelope against the bench keys of the default branch's forge.yml and writes the event to the log.
 * The sequence of a bench only grows, so a captured event cannot be replayed; the same event again is a duplicate.
 * @throws ForgeError `bench_event_refused` with the HTTP status in `facts.status`.
 */
export async function verifyBenchEvent(context: BenchContext, value: unknown): Promise<BenchAnswer> {
  const envelope = parseEnvelope(value);
  const { event } = envelope;
  const { owner, repo } = context.repository;
  if (event.repository.toLowerCase() !== `${owner}/${repo}`.toLowerCase())
    throw refuse("The event is about another repository.", "Check the bench configuration.");
  await context.mirror.refresh();
  const grant = await checkSignature(context, envelope);
  const earlier = eventsOf(await context.audit.read(), event.bench);
  const request = await findRequest(context, event);
  if (earlier.some((known) => known.id === event.id)) return { status: "duplicate", id: event.id, request };
  const last = Math.max(0, ...earlier.map((known) => known.sequence));
  if (event.sequence <= last)
    throw refuse(
      `The bench's sequence is at ${last}; ${event.sequence} is not new.`,
      "Keep the bench's state folder: its sequence must only grow.",
    );
  // Before the record: a bench that asks again after a failure here is still heard.
  const opened = await openIssue(context, event, grant);
  if (request === null) return { status: "unlinked", id: event.id, request, ...opened };
  await context.audit.append([{ kind: "bench_event", request, actor: null, benchEvent: event }], {
    at: context.now().toISOString(),
    delivery: event.id,
  });
  return { status: "recorded", id: event.id, request, ...opened };
}
