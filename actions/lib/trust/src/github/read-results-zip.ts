import { computeDigest, parseStepResult, type StepResult } from "@plugsmith/schemas";
import type { Entry, ZipFile } from "yauzl";
import { openZip } from "../archive/open-zip.ts";

/** A step's result as the run left it, with the digest of the very bytes. */
export interface StepEvidence {
  readonly result: StepResult;
  readonly digest: string;
}

// A result is a few kB; the limits stop an artifact that a broken or hostile job inflated.
export const mostResultsBytes = 2 * 2 ** 20;
const mostFileBytes = 512 * 1024;
const mostEntries = 200;
const pairFile = /^(compatibility)-[0-9.]{1,5}-[0-9.]{1,5}\.json$/u;
const stepFile = /^(?:results\/)?(build|test|sandbox|package)\.json$/u;

function readEntry(file: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const chunks: Buffer[] = [];
      stream
        .on("data", (chunk: Buffer) => chunks.push(chunk))
        .on("end", () => resolve(Buffer.concat(chunks)))
        .on("error", reject);
    });
  });
}

/** Files by what the pattern's group says. yauzl ends a stream that is longer than its entry says. */
async function readFiles(bytes: Buffer, pattern: RegExp): Promise<Map<string, Buffer>> {
  const { file, entries } = await openZip(bytes, mostEntries);
  const found = new Map<string, Buffer>();
  for (const entry of entries) {
    const step = pattern.exec(entry.fileName)?.[1];
    if (step === undefined) continue;
    if (found.has(step)) throw new TypeError(`${step}.json is there twice`);
    if (entry.uncompressedSize > mostFileBytes) throw new TypeError(`${step}.json is too large`);
    found.set(step, await readEntry(file, entry));
  }
  return found;
}

/**
 * The step results in the bytes of an artifact `forge-results`; a step whose file is no valid result of that step is missing.
 * @throws TypeError or the reader's error for an archive that is no such artifact, or names a step twice.
 */
export async function readResultsZip(bytes: Uint8Array): Promise<ReadonlyMap<string, StepEvidence>> {
  const evidence = new Map<string, StepEvidence>();
  for (const [step, content] of await readAll(bytes, stepFile)) {
    const found = parseEvidence(content, step);
    if (found) evidence.set(step, found);
  }
  return evidence;
}

/**
 * The sandbox's result in the bytes of an artifact `forge-compatibility-<pair>`; null: it holds no valid one.
 * @throws as `readResultsZip`.
 */
export async function readPairZip(bytes: Uint8Array): Promise<StepEvidence | null> {
  const [content] = [...(await readAll(bytes, pairFile)).values()];
  return content === undefined ? null : parseEvidence(content, "sandbox");
}

function readAll(bytes: Uint8Array, pattern: RegExp): Promise<Map<string, Buffer>> {
  if (bytes.byteLength > mostResultsBytes) throw new TypeError("the archive is too large");
  return readFiles(Buffer.from(bytes), pattern);
}

function parseEvidence(content: Buffer, step: string): StepEvidence | null {
  const parsed = parseStepResult(parseJson(content));
  return parsed.ok && parsed.value.step === step ? { result: parsed.value, digest: computeDigest(content) } : null;
}

function parseJson(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString("utf8"));
  } catch {
    return null;
  }
}
