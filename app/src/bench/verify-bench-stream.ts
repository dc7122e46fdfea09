import { type BenchStream, ForgeError, parseBenchStream } from "@plugsmith/schemas";
import type { HintRepository } from "../hints/hint.ts";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import { readBenchEntry } from "./read-bench-entry.ts";
import { openEnvelope, type SignedEnvelope, verifyEnvelope } from "./verify-envelope.ts";

export const streamPayloadType = "application/vnd.plugsmith.bench-stream+json";

/** How far a bench's clock may be from ours. */
const freshMs = 5 * 60_000;

export interface StreamContext {
  readonly mirror: RepositoryMirror;
  readonly repository: HintRepository;
  readonly now: () => Date;
  /** Fetches the mirror, in its turn. */
  refresh(): Promise<void>;
}

const refuse = (status: number, message: string, hint: string) =>
  new ForgeError("bench_event_refused", { message, hint, facts: { status } });

/** @throws ForgeError `bench_event_refused` when it is no envelope of a request for a stream. */
export function parseStreamRequest(value: unknown): SignedEnvelope<BenchStream> {
  return openEnvelope(value, { type: streamPayloadType, name: "a request for a stream", parse: parseBenchStream });
}

/**
 * Checks that a bench of this forge asks for a stream, now. The mirror is fetched only where it does not know the bench: many benches
 * come back together after a restart of the bot, and a stream carries nothing that its reader must not know.
 * @throws ForgeError `bench_event_refused` with the HTTP status in `facts.status`.
 */
export async function verifyBenchStream(context: StreamContext, value: unknown): Promise<BenchStream> {
  const envelope = parseStreamRequest(value);
  const { bench, repository, at } = envelope.content;
  const { owner, repo, defaultBranch } = context.repository;
  if (repository.toLowerCase() !== `${owner}/${repo}`.toLowerCase())
    throw refuse(422, "The stream is asked for another repository.", "Check the bench configuration.");
  if (!(Math.abs(context.now().getTime() - Date.parse(at)) <= freshMs))
    throw refuse(401, "The request for the stream is not of now.", "Set the clocks of the bench and of the bot.");
  const isKnown = async () => {
    const entry = await readBenchEntry(context.mirror, defaultBranch, bench);
    return entry !== undefined && verifyEnvelope(envelope, entry.publicKey);
  };
  if (await isKnown()) return envelope.content;
  await context.refresh();
  if (await isKnown()) return envelope.content;
  throw refuse(
    401,
    "The request for the stream is not signed by a bench of this forge.",
    "Name the bench and its public key under `benches:` in .github/forge.yml.",
  );
}
