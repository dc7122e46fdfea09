import { ForgeError } from "@plugsmith/schemas";
import { type ArtifactStore, matches } from "./artifact-store.ts";
import type { Artifact } from "./locked-package.ts";
import { choosePureWheel, parsePythonIndex } from "./parse-python-index.ts";
import type { Requirement } from "./parse-requirements.ts";
import { readUrl, type UrlRequest } from "./read-url.ts";

export interface FetchContext {
  readonly store: ArtifactStore | null;
  readonly offline: boolean;
}

export interface Fetched<T extends Artifact = Artifact> {
  readonly artifact: T;
  readonly bytes: Uint8Array;
  readonly cached: boolean;
}

const mostArtifactBytes = 32 * 1024 * 1024;
/** All packages of one lockfile together: what ships has at most 20 MiB, and archives hold tests and papers too. */
const mostTotalBytes = 128 * 1024 * 1024;
const mostPageBytes = 16 * 1024 * 1024;
const atOnce = 6;
/** Where the archives of Packagist and PyPI lie that are asked for elsewhere. */
const archiveHosts = new Set(["codeload.github.com", "files.pythonhosted.org"]);

async function ask(context: FetchContext, request: UrlRequest): ReturnType<typeof readUrl> {
  if (!context.offline) return readUrl(request);
  throw new ForgeError("dependencies_unavailable", {
    message: `${new URL(request.url).host} is not asked, because PLUGSMITH_OFFLINE is set.`,
    hint: "Unset it, or run the step once with network: what it fetches is kept in the cache.",
  });
}

async function readArtifact<T extends Artifact>(context: FetchContext, artifact: T): Promise<Fetched<T>> {
  const kept = context.store?.take(artifact);
  if (kept) return { artifact, bytes: kept, cached: true };
  const { bytes } = await ask(context, {
    url: artifact.url,
    mostBytes: mostArtifactBytes,
    timeoutMs: 60_000,
    mayLeadTo: ({ hostname }) => archiveHosts.has(hostname),
  });
  if (artifact.checksum !== null && !matches(artifact.checksum, bytes)) {
    throw new ForgeError("dependencies_invalid", {
      message: `${artifact.what} from ${new URL(artifact.url).host} does not have the ${artifact.checksum.algorithm} that the lockfile names.`,
      hint: "Somebody changed the package or the lockfile. Compare both with the package's own page before you write the lockfile anew.",
    });
  }
  context.store?.keep(artifact, bytes);
  return { artifact, bytes, cached: false };
}

/**
 * The files of a lockfile, from the cache or their registry, each checked against the lockfile's checksum.
 * @throws ForgeError `dependencies_unavailable`; `dependencies_invalid` for other bytes or too many of them.
 */
export async function readArtifacts<T extends Artifact>(
  context: FetchContext,
  artifacts: readonly T[],
): Promise<Fetched<T>[]> {
  const fetched: Fetched<T>[] = [];
  let total = 0;
  for (let at = 0; at < artifacts.length; at += atOnce) {
    const some = await Promise.all(artifacts.slice(at, at + atOnce).map((each) => readArtifact(context, each)));
    total += some.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (total > mostTotalBytes) {
      throw new ForgeError("dependencies_invalid", {
        message: `The packages of a lockfile together are larger than ${mostTotalBytes} bytes.`,
        hint: "Use fewer or smaller packages.",
      });
    }
    fetched.push(...some);
  }
  return fetched;
}

export interface Wheel extends Artifact {
  /** File name that tells pip name, version and that it runs everywhere. */
  readonly file: string;
}

/** Which file of the index each requirement is. A wheel that the cache has needs no index. */
export async function readWheels(
  context: FetchContext,
  index: string,
  requirements: readonly Requirement[],
): Promise<Wheel[]> {
  const readWheel = async ({ name, version, hashes }: Requirement): Promise<Wheel> => {
    const what = `${name} ${version}`;
    const file = `${name.replaceAll("-", "_")}-${version.replaceAll("-", "_")}-py3-none-any.whl`;
    const wheel = (url: string, hex: string): Wheel => ({ what, url, file, checksum: { algorithm: "sha256", hex } });
    const page = `${index}/${name}/`;
    const kept = hashes.find((hex) => context.store?.take(wheel(page, hex)));
    if (kept !== undefined) return wheel(page, kept);
    const accept = "application/vnd.pypi.simple.v1+json, text/html;q=0.5";
    const { bytes, type } = await ask(context, { url: page, mostBytes: mostPageBytes, timeoutMs: 30_000, accept });
    const found = choosePureWheel(parsePythonIndex(Buffer.from(bytes).toString("utf8"), type, page), hashes);
    const host = found && new URL(found.url);
    if (found && host && (host.origin === new URL(index).origin || archiveHosts.has(host.hostname))) {
      return wheel(found.url, found.sha256);
    }
    throw new ForgeError("dependencies_invalid", {
      message: `The index has no wheel of ${what} that runs everywhere and is one of the lockfile's hashes.`,
      hint: "Only pure Python wheels (…-none-any.whl) can ship with a plugin; source archives are never built. Lock a version that has one, with its hash.",
    });
  };
  const wheels: Wheel[] = [];
  for (let at = 0; at < requirements.length; at += atOnce) {
    wheels.push(...(await Promise.all(requirements.slice(at, at + atOnce).map(readWheel))));
  }
  return wheels;
}
