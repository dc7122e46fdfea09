import { ForgeError } from "@plugsmith/schemas";
import type { BenchAgent } from "./bench-agent.ts";

export interface ArtifactFile {
  readonly path: string;
  readonly bytes: number;
  readonly changedAt: string;
}

const mostBytes = 256 * 2 ** 20;

/** What the call made or changed below the wanted paths; an empty path means all. */
export function chooseArtifacts(
  before: readonly ArtifactFile[],
  after: readonly ArtifactFile[],
  wanted: readonly string[],
): readonly ArtifactFile[] {
  const known = new Map(before.map((file) => [file.path, file]));
  return after.filter((file) => {
    const old = known.get(file.path);
    const changed = old === undefined || old.changedAt !== file.changedAt || old.bytes !== file.bytes;
    return changed && wanted.some((path) => path === "" || path === file.path || file.path.startsWith(`${path}/`));
  });
}

/** Files of the plugin that the lease opens. */
export async function listFiles(
  agent: BenchAgent,
  lease: { readonly plugin: string; readonly lease: string },
): Promise<readonly ArtifactFile[]> {
  return ((await agent.request("files", { ...lease, action: "list" })) as { files: ArtifactFile[] }).files;
}

/** Reads one file part by part. @throws ForgeError `artifact_missing`, `message_too_large`. */
export async function readArtifact(
  agent: BenchAgent,
  lease: { readonly plugin: string; readonly lease: string },
  path: string,
): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let offset = 0;
  for (let end = false; !end; ) {
    const part = (await agent.request("files", { ...lease, action: "read", path, offset })) as {
      data: string;
      end: boolean;
    };
    const bytes = Buffer.from(part.data, "base64");
    parts.push(bytes);
    offset += bytes.length;
    if (offset > mostBytes) throw new ForgeError("message_too_large", { message: `${path} is larger than 256 MiB.` });
    end = part.end || bytes.length === 0;
  }
  return Buffer.concat(parts);
}
