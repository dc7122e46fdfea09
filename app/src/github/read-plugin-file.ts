import { type ApiRequest, getStatus, nameOf, type RepositoryName } from "./api-request.ts";
import { asRecord, asText } from "./decode-value.ts";

const maxBytes = 256 * 1024;

/** Text of a small file at a commit, or null when it is missing, no file or too large. One request. */
export async function readPluginFile(
  request: ApiRequest,
  repository: RepositoryName,
  path: string,
  ref: string,
): Promise<string | null> {
  try {
    const { data } = await request("GET /repos/{owner}/{repo}/contents/{path}", { ...nameOf(repository), path, ref });
    const content = asRecord(data);
    if (content["type"] !== "file" || Number(content["size"] ?? 0) > maxBytes) return null;
    return new TextDecoder().decode(Buffer.from(asText(content["content"]), "base64"));
  } catch (error) {
    if (getStatus(error) === 404) return null;
    throw error;
  }
}
