/** What the embedded GitHub writes down of one request. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly token: "app" | "installation" | "job" | "person" | "none";
}

export interface CallCounts {
  readonly bot: number;
  readonly botWrites: number;
  readonly job: number;
  readonly jobWrites: number;
  /** Calls that make commit, branch and pull request. */
  readonly making: number;
}

const isWrite = ({ method, path }: Request) =>
  method !== "GET" && method !== "HEAD" && !path.endsWith("/access_tokens");
const makes = ({ method, path }: Request) =>
  method === "POST" && /\/(git\/(blobs|trees|commits|refs)|pulls)$/.test(path);
const isRest = ({ path }: Request) => !/\.git\/|\/info\/refs/.test(path);

/** Counts REST calls by who made them, up to and including the first one that matches `until` (written `METHOD path`). */
export function countCalls(requests: readonly Request[], { until }: { readonly until?: RegExp } = {}): CallCounts {
  const rest = requests.filter(isRest);
  const end = until ? rest.findIndex(({ method, path }) => until.test(`${method} ${path.split("?")[0]}`)) : -1;
  const counted = end < 0 ? rest : rest.slice(0, end + 1);
  const bot = counted.filter(({ token }) => token === "app" || token === "installation");
  const job = counted.filter(({ token }) => token === "job");
  return {
    bot: bot.length,
    botWrites: bot.filter(isWrite).length,
    job: job.length,
    jobWrites: job.filter(isWrite).length,
    making: bot.filter(makes).length,
  };
}

/** Writes of bot and jobs by route, numbers and names taken out, most frequent first: where a budget went. */
export function listWrites(requests: readonly Request[]): readonly (readonly [route: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const request of requests) {
    if (!isRest(request) || !isWrite(request) || request.token === "person" || request.token === "none") continue;
    const path = request.path
      .split("?")[0]
      ?.replace(/^\/repos\/[^/]+\/[^/]+/, "")
      .replace(/\/(\d+|[0-9a-f]{40}|[\w.-]+\.(yml|zip|json|jsonl))(?=\/|$)/g, "/…");
    const route = `${request.token === "job" ? "job" : "bot"} ${request.method} ${path}`;
    counts.set(route, (counts.get(route) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}
