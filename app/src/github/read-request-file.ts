import { type ApiRequest, getStatus, nameOf, type RepositoryName } from "./api-request.ts";
import { asArray, asRecord, asText } from "./decode-value.ts";

export interface RequestFileFact {
  readonly path: string;
  readonly text: string;
  readonly headSha: string;
}

const requestPath = /^requests\/[^/]+\.ya?ml$/u;
const maxBytes = 128 * 1024;

/**
 * The request file of a pull request that adds exactly one `requests/<name>.yml`; null for any other pull request.
 * Three requests for one that has it, two for others.
 */
export async function readRequestFile(
  request: ApiRequest,
  repository: RepositoryName,
  number: number,
): Promise<RequestFileFact | null> {
  const pull = { ...nameOf(repository), pull_number: number };
  const { data: files } = await request("GET /repos/{owner}/{repo}/pulls/{pull_number}/files", {
    ...pull,
    per_page: 2,
  });
  const [file, ...more] = asArray(files).map(asRecord);
  const path = asText(file?.["filename"]);
  if (more.length > 0 || file?.["status"] !== "added" || !requestPath.test(path)) return null;
  const { data } = await request("GET /repos/{owner}/{repo}/pulls/{pull_number}", pull);
  const headSha = asText(asRecord(asRecord(data)["head"])["sha"]);
  try {
    const answer = await request("GET /repos/{owner}/{repo}/contents/{path}", {
      ...nameOf(repository),
      path,
      ref: headSha,
    });
    const content = asRecord(answer.data);
    if (content["type"] !== "file" || Number(content["size"] ?? 0) > maxBytes) return null;
    return { path, headSha, text: new TextDecoder().decode(Buffer.from(asText(content["content"]), "base64")) };
  } catch (error) {
    if (getStatus(error) === 404) return null;
    throw error;
  }
}
