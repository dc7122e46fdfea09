import type { RequestChecker } from "./request-checker.ts";

/** A request that GitHub's OpenAPI description does not know. */
export interface Violation {
  method: string;
  url: string;
  operationId: string | undefined;
  errors: string[];
}

type Fetch = typeof globalThis.fetch;

/** Wraps a fetch: each API request is checked first, then sent whatever the check found. git and downloads are not the API's. */
export function checkedFetch(
  fetch: Fetch,
  checker: RequestChecker,
  onViolation: (violation: Violation) => void,
): Fetch {
  return async (input, init) => {
    const request = input instanceof Request ? input : undefined;
    const url = request?.url ?? String(input);
    const method = (init?.method ?? request?.method ?? "GET").toUpperCase();
    if (isApi(url)) {
      const headers = new Headers(init?.headers ?? request?.headers);
      const body =
        typeof init?.body === "string" ? init.body : request && request.body ? await request.clone().text() : undefined;
      const check = checker(method, url, body, headers.get("content-type") ?? "application/json");
      if (!check.ok) onViolation({ method, url, operationId: check.operationId, errors: check.errors });
    }
    return fetch(input, init);
  };
}

/** True for addresses of the REST API, on github.com and on a local GitHub, where one origin serves all. */
export function isApi(address: string): boolean {
  const { pathname } = new URL(address);
  return !/^\/[^/]+\/[^/]+\/(releases\/download|raw|info\/refs|git-(upload|receive)-pack)|^\/_artifacts\/|\.git\//.test(
    pathname,
  );
}
