import { ForgeError, type Parsed, parseRegistry, parseReviewers } from "@plugsmith/schemas";
import { readBody } from "../store/read-asset.ts";
import type { RegistryReader } from "./registry-reader.ts";

export interface PlainRegistryOptions {
  readonly apiUrl: string;
  readonly repository: string;
  /** Asked before each look, so that a rotated token file is used. */
  readonly readToken: () => string | undefined;
  readonly fetch: typeof fetch;
}

const maxBytes = 16 * 2 ** 20;
const timeoutMs = 20_000;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * registry.json and reviewers.json of the branch forge/registry as GitHub's contents API shows them, with conditional requests. No
 * signature is checked: whoever can write the branch is believed.
 */
export function createPlainRegistryReader(options: PlainRegistryOptions): RegistryReader {
  const tags = new Map<string, string>();

  async function read<T>(file: string, parse: (value: unknown) => Parsed<T>): Promise<{ value?: T; tag?: string }> {
    const token = options.readToken();
    const tag = tags.get(file);
    const response = await options.fetch(
      `${options.apiUrl}/repos/${options.repository}/contents/${file}?ref=${encodeURIComponent("forge/registry")}`,
      {
        headers: {
          accept: "application/vnd.github.raw+json",
          "user-agent": "plugsmith-agent",
          "x-github-api-version": "2022-11-28",
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(tag === undefined ? {} : { "if-none-match": tag }),
        },
        signal: AbortSignal.timeout(timeoutMs),
      },
    );
    if (response.status === 304) {
      await response.body?.cancel();
      return {};
    }
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new ForgeError("download_failed", {
        message: `${file} of ${options.repository}: the API answered ${response.status}.`,
        hint:
          response.status === 404
            ? "Is there a branch forge/registry yet? A private repository needs registry.tokenFile."
            : "The agent tries again.",
      });
    }
    const text = (await readBody(response, maxBytes)).toString("utf8");
    const parsed = parse(parseJson(text));
    if (!parsed.ok)
      throw new ForgeError("registry_invalid", {
        message: `${file}: ${parsed.issues[0]?.path} ${parsed.issues[0]?.message}`,
      });
    const fresh = response.headers.get("etag");
    return { value: parsed.value, ...(fresh === null ? {} : { tag: fresh }) };
  }

  return {
    async read() {
      const registry = await read("registry.json", parseRegistry);
      const reviewers = await read("reviewers.json", parseReviewers);
      if (registry.value === undefined && reviewers.value === undefined) return null;
      return {
        ...(registry.value ? { registry: registry.value } : {}),
        ...(reviewers.value ? { reviewers: reviewers.value } : {}),
        keep() {
          if (registry.tag !== undefined) tags.set("registry.json", registry.tag);
          if (reviewers.tag !== undefined) tags.set("reviewers.json", reviewers.tag);
        },
      };
    },
  };
}
