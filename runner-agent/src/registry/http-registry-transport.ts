import { ForgeError } from "@plugsmith/schemas";
import { createHttpTufTransport } from "@plugsmith/trust/tuf";
import { readBody } from "../store/read-asset.ts";
import type { RegistryRemote } from "./registry-reader.ts";

export interface HttpRegistryOptions {
  readonly apiUrl: string;
  readonly repository: string;
  /** Asked before each look, so that a rotated token file is used. */
  readonly readToken: () => string | undefined;
  readonly fetch: typeof fetch;
  /** Of one answer, to its last byte. Default 20,000. */
  readonly timeoutMs?: number;
}

const maxBytes = 64 * 1024;
const sha = /^[0-9a-f]{40}$/u;

/** The branch forge/registry through GitHub's API: one conditional request a look, and files by the commit that it named. */
export function createHttpRegistryRemote(options: HttpRegistryOptions): RegistryRemote {
  const { apiUrl, repository, fetch: fetcher, timeoutMs = 20_000 } = options;
  let known: { readonly commit: string; readonly tag: string } | undefined;
  const headersFor = (accept: string) => {
    const token = options.readToken();
    return {
      accept,
      "user-agent": "plugsmith-agent",
      "x-github-api-version": "2022-11-28",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
  };
  return {
    async findCommit() {
      const response = await fetcher(`${apiUrl}/repos/${repository}/git/ref/heads/forge/registry`, {
        headers: {
          ...headersFor("application/vnd.github+json"),
          ...(known === undefined ? {} : { "if-none-match": known.tag }),
        },
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (response.status === 304 && known) {
        await response.body?.cancel();
        return known.commit;
      }
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new ForgeError("download_failed", {
          message: `The branch forge/registry of ${repository}: the API answered ${response.status}.`,
          hint:
            response.status === 404
              ? "Is there a branch forge/registry yet? A private repository needs registry.tokenFile."
              : "The agent tries again.",
        });
      }
      const { object } = JSON.parse((await readBody(response, maxBytes)).toString("utf8")) as {
        object?: { sha?: unknown };
      };
      const commit = String(object?.sha);
      if (!sha.test(commit))
        throw new ForgeError("download_failed", {
          message: `The API names no commit of forge/registry of ${repository}.`,
        });
      const tag = response.headers.get("etag");
      known = tag === null ? undefined : { commit, tag };
      return commit;
    },
    open: async (commit) => ({
      commit,
      transport: createHttpTufTransport({
        fetch: fetcher,
        addressOf: (path) => `${apiUrl}/repos/${repository}/contents/tuf/${path}?ref=${commit}`,
        headers: headersFor("application/vnd.github.raw+json"),
        timeoutMs,
      }),
    }),
  };
}
