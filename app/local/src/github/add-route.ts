import { GitHubRefusal, need } from "./github-refusal.ts";
import type { RepoRow, UserRow } from "./github-store.ts";
import type { Json, RouteContext, Router } from "./router.ts";
import type { World } from "./world.ts";

/** A request at one of our own routes. */
export interface RouteCall {
  repo: RepoRow;
  /** Numeric path parameter. */
  number(name: string): number;
  param(name: string): string;
  query(name: string): string | undefined;
  header(name: string): string | undefined;
  json(): Promise<Json>;
  bytes(): Promise<Uint8Array>;
  /** The person or bot who asks; 401 when anonymous. */
  actor(): UserRow;
}

type Method = "get" | "post" | "put" | "patch" | "delete";

/** Adds a route below /repos/:owner/:repo. The handler answers a Response, or a value to send as JSON with status 200. */
export function addRoute(
  world: World,
  method: Method,
  path: string,
  handler: (call: RouteCall) => Json | Promise<Json>,
): void {
  addPlainRoute(world.router, method, `/repos/:owner/:repo${path}`, (context) => handler(createCall(world, context)));
}

/** Adds a route anywhere; refusals become answers. */
export function addPlainRoute(
  router: Router,
  method: Method,
  path: string,
  handler: (context: RouteContext) => Json | Promise<Json>,
): void {
  router[method](path, async (context) => {
    try {
      const value = await handler(context);
      return value instanceof Response ? value : Response.json(value);
    } catch (error) {
      if (error instanceof GitHubRefusal) return error.toResponse();
      throw error;
    }
  });
}

/** The call behind a route context whose path has :owner and :repo. */
export function createCall(world: World, context: RouteContext): RouteCall {
  const { req } = context;
  const repo = need(world.gh.repos.findOneBy("full_name", `${req.param("owner")}/${req.param("repo")}`));
  return {
    repo,
    param: (name) => req.param(name),
    number: (name) => need(/^\d+$/.test(req.param(name)) && Number(req.param(name))),
    query: (name) => req.query(name),
    header: (name) => req.header(name),
    json: async () => (await req.json()) ?? {},
    bytes: async () => new Uint8Array(await req.arrayBuffer()),
    actor: () => {
      const caller = world.caller();
      if ("user" in caller) return caller.user;
      throw new GitHubRefusal(401, "Requires authentication");
    },
  };
}

/** One page of a list, with GitHub's Link header. */
export function paginate<T>(
  call: RouteCall,
  items: readonly T[],
  url: URL,
): { page: T[]; headers: Record<string, string> } {
  const size = Math.min(100, Math.max(1, Number(call.query("per_page") ?? 30) || 30));
  const page = Math.max(1, Number(call.query("page") ?? 1) || 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  // Clients follow these links as they are: without the size the next page would begin elsewhere.
  if (call.query("per_page") !== undefined) url.searchParams.set("per_page", String(size));
  const link = (to: number, rel: string) => {
    url.searchParams.set("page", String(to));
    return `<${url}>; rel="${rel}"`;
  };
  const links = [
    ...(page < last ? [link(page + 1, "next"), link(last, "last")] : []),
    ...(page > 1 ? [link(1, "first"), link(page - 1, "prev")] : []),
  ];
  return {
    page: items.slice((page - 1) * size, page * size),
    headers: links.length > 0 ? { link: links.join(", ") } : {},
  };
}
