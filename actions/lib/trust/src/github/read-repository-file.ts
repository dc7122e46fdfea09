import { ForgeError, type Parsed } from "@plugsmith/schemas";
import { pick, pickText } from "./decode.ts";
import type { GitHubApi } from "./github-api.ts";
import { readVisible } from "./read-answer.ts";

const encodePath = (path: string) => path.split("/").map(encodeURIComponent).join("/");

/** Text of a file at a commit or branch, or null when it is not there. At most 1 MB (GitHub's limit of this route). */
export async function readRepositoryFile(api: GitHubApi, repository: string, path: string, ref: string) {
  const query = `?ref=${encodeURIComponent(ref)}`;
  const body = await readVisible(api, `/repos/${repository}/contents/${encodePath(path)}${query}`);
  if (body === null || pick(body, "type") !== "file") return null;
  return Buffer.from(pickText(body, "content"), "base64").toString("utf8");
}

/**
 * A file parsed and checked against its schema.
 * @param load text → value; JSON.parse or a strict YAML reader.
 * @throws ForgeError `code` when it is missing or not valid.
 */
export async function readParsedFile<T>(
  api: GitHubApi,
  file: { readonly repository: string; readonly path: string; readonly ref: string },
  parse: (value: unknown) => Parsed<T>,
  code: "config_invalid" | "manifest_invalid",
  load: (text: string) => unknown = JSON.parse,
): Promise<T> {
  const refuse = (why: string, cause?: unknown): never => {
    throw new ForgeError(code, { message: `${file.path} ${why}.`, hint: `Correct ${file.path} and try again.`, cause });
  };
  const text = await readRepositoryFile(api, file.repository, file.path, file.ref);
  if (text === null) return refuse("is missing");
  let value: unknown;
  try {
    value = load(text);
  } catch (error) {
    return refuse("cannot be read", error);
  }
  const parsed = parse(value);
  if (parsed.ok) return parsed.value;
  return refuse(`is not valid: ${parsed.issues[0]?.path ?? ""} ${parsed.issues[0]?.message ?? ""}`.trim());
}
