import { parseStepResult, type StepResult } from "@plugsmith/schemas";
import { unzipSync } from "fflate";
import { type ApiRequest, nameOf, type RepositoryName } from "./api-request.ts";
import { asArray, asId, asRecord } from "./decode-value.ts";

const artifactName = "forge-results";
// A result is a few kB; the limits stop an artifact that a broken or hostile job inflated.
const maxZipBytes = 2 * 1024 * 1024;
const maxFileBytes = 512 * 1024;
const maxFiles = 12;
const stepFile = /^(?:results\/)?(generate|build|test|sandbox|package|sign|publish)\.json$/u;
const order = ["generate", "build", "test", "sandbox", "package", "sign", "publish"];

/** Step results inside the bytes of a `forge-results` artifact. Whatever is not a valid result is left out. */
export function parseResultsZip(bytes: Uint8Array): StepResult[] {
  if (bytes.byteLength > maxZipBytes) return [];
  let taken = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: (file) => stepFile.test(file.name) && file.originalSize <= maxFileBytes && taken++ < maxFiles,
    });
  } catch {
    return [];
  }
  const results = Object.values(files).flatMap((content) => {
    try {
      const parsed = parseStepResult(JSON.parse(new TextDecoder().decode(content)));
      return parsed.ok ? [parsed.value] : [];
    } catch {
      return [];
    }
  });
  return results.sort((a, b) => order.indexOf(a.step) - order.indexOf(b.step));
}

function toBytes(data: unknown): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (data instanceof Uint8Array) return data;
  return new Uint8Array();
}

/**
 * The step results that a run left behind; none when it left no artifact. Artifacts are data of a job that ran plugin
 * code: they are parsed with limits and believed only as far as the publisher checks them again. Two requests.
 */
export async function readResults(request: ApiRequest, repository: RepositoryName, run: number): Promise<StepResult[]> {
  const { data } = await request("GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", {
    ...nameOf(repository),
    run_id: run,
    per_page: 100,
  });
  const artifacts = asArray(asRecord(data)["artifacts"])
    .map(asRecord)
    .filter((artifact) => artifact["name"] === artifactName && artifact["expired"] !== true)
    .sort((a, b) => asId(b["id"]) - asId(a["id"]));
  const artifact = artifacts[0];
  if (!artifact || Number(artifact["size_in_bytes"] ?? 0) > maxZipBytes) return [];
  const zip = await request("GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}", {
    ...nameOf(repository),
    artifact_id: asId(artifact["id"]),
    archive_format: "zip",
  });
  return parseResultsZip(toBytes(zip.data));
}
