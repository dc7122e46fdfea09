import { ForgeError } from "@plugsmith/schemas";
import type { GitHubAnswer, GitHubApi } from "./github-api.ts";

export interface GitHubTransportOptions {
  /** For example https://api.github.com. */
  readonly apiUrl: string;
  readonly token: string;
  readonly fetch?: typeof fetch;
}

const apiVersion = "2022-11-28";
const timeoutMs = 60_000;
const mostDownloaded = 64 * 2 ** 20;

async function readAnswer(response: Response): Promise<GitHubAnswer> {
  const text = await response.text();
  let body: unknown = null;
  try {
    body = text === "" ? null : JSON.parse(text);
  } catch {
    // An answer that is not JSON has no facts for us; the status tells enough.
  }
  return { status: response.status, body };
}

/** GitHub's REST API over fetch. The token goes to the API's own origin and to the upload address of its releases only. */
export function createGitHubTransport(options: GitHubTransportOptions): GitHubApi {
  const fetcher = options.fetch ?? fetch;
  const base = options.apiUrl.replace(/\/+$/u, "");
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${options.token}`,
    "user-agent": "plugsmith",
    "x-github-api-version": apiVersion,
  };
  const fail = (method: string, path: string, cause?: unknown): never => {
    throw new ForgeError("publish_failed", {
      message: `GitHub did not answer ${method} ${path}.`,
      hint: "Run the job again; it goes on where it stopped.",
      cause,
    });
  };

  /** Files lie with a storage host that GitHub names; the token stays here. */
  async function fetchFile(path: string, accept: string): Promise<Response> {
    const init = { signal: AbortSignal.timeout(timeoutMs) };
    const first = await fetcher(`${base}${path}`, {
      ...init,
      redirect: "manual",
      headers: { ...headers, accept },
    });
    const location = first.headers.get("location");
    if (first.status < 300 || first.status >= 400 || location === null) return first;
    if (new URL(location).protocol !== new URL(base).protocol) return fail("GET", path);
    return fetcher(location, { ...init, redirect: "error", headers: { "user-agent": "plugsmith" } });
  }

  async function call(url: string, init: RequestInit): Promise<GitHubAnswer> {
    try {
      return await readAnswer(
        await fetcher(url, { ...init, redirect: "error", signal: AbortSignal.timeout(timeoutMs) }),
      );
    } catch (cause) {
      return fail(init.method ?? "GET", new URL(url).pathname, cause);
    }
  }
  return {
    request: (method, path, body) =>
      call(`${base}${path}`, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    async upload(url, contentType, bytes) {
      const target = new URL(url);
      const uploads = new URL(base).host.replace(/^api\./u, "uploads.");
      if (![uploads, new URL(base).host].includes(target.host))
        throw new ForgeError("publish_failed", { message: `The upload address ${target.host} is not GitHub's.` });
      return call(url, {
        method: "POST",
        headers: { ...headers, "content-type": contentType },
        body: Buffer.from(bytes),
      });
    },
    async download(path, accept = "application/octet-stream") {
      try {
        const response = await fetchFile(path, accept);
        const bytes = response.status === 200 ? new Uint8Array(await response.arrayBuffer()) : null;
        return bytes === null || bytes.length > mostDownloaded ? fail("GET", path) : bytes;
      } catch (cause) {
        return cause instanceof ForgeError ? Promise.reject(cause) : fail("GET", path, cause);
      }
    },
  };
}
