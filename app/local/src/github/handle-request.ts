import { findRepositoryOf } from "./find-repository.ts";
import { GitHubRefusal } from "./github-refusal.ts";
import type { RequestRecord } from "./local-github.ts";
import { type Caller, identifyCaller } from "./people/identify-caller.ts";
import type { BodyContent } from "./router.ts";
import type { ApiAnswer, ApiCall, World } from "./world.ts";

type Fetch = (request: Request) => Promise<Response>;

/**
 * The way of a request through the local GitHub: who is it → corrections before → emulate (or a correction's route) → events →
 * corrections after. Answers what GitHub would; never throws.
 */
export function createRequestHandler(parts: {
  world: World;
  asCaller: <T>(caller: Caller, work: () => T) => T;
  routed: Fetch;
  serveGit: (request: Request, caller: Caller, path: string) => Promise<Response> | undefined;
  requests: RequestRecord[];
  /** Looks at requests of Apps and jobs. */
  inspect: ((call: ApiCall) => void) | undefined;
}): Fetch {
  const { world, asCaller, requests } = parts;
  return async (request) => {
    const url = new URL(request.url);
    // GHES and uploads prefixes lead to the same place.
    url.pathname = url.pathname.replace(/^\/api\/(v3|uploads)(?=\/)/, "");
    const caller = identifyCaller(request.headers, world.tokens, world.gh);
    const record: RequestRecord = {
      method: request.method,
      path: url.pathname + url.search,
      status: 0,
      token: caller.kind === "unknown" ? "none" : caller.kind,
      actor: caller.actor,
    };
    requests.push(record);
    const response = await asCaller(caller, () => answer(parts, request, url, caller)).catch((error: unknown) =>
      refuse(error),
    );
    record.status = response.status;
    return response;
  };
}

async function answer(
  { world, routed, serveGit, inspect }: Parameters<typeof createRequestHandler>[0],
  request: Request,
  url: URL,
  caller: Caller,
): Promise<Response> {
  const git = serveGit(request, caller, url.pathname);
  if (git) return git;
  const call = await readCall(request, url, caller);
  if (caller.kind === "app" || "grant" in caller) inspect?.(call);
  const work = async () => {
    for (const step of world.before) await step(call);
    const response = await routed(writeRequest(call));
    await world.settled();
    return response;
  };
  const repo = movesRefs(call) ? findRepositoryOf(world.gh, url.pathname) : undefined;
  const response = repo ? await world.exclusively(repo.id, work) : await work();
  return finish(world, call, response);
}

function movesRefs(call: ApiCall): boolean {
  return (
    call.method !== "GET" &&
    /^\/repos\/[^/]+\/[^/]+\/(git\/refs|contents|releases|merges|pulls\/\d+\/(merge|update-branch))/.test(call.path)
  );
}

async function readCall(request: Request, url: URL, caller: Caller): Promise<ApiCall> {
  const bytes =
    request.method === "GET" || request.method === "HEAD" ? undefined : new Uint8Array(await request.arrayBuffer());
  const isUpload = /\/releases\/\d+\/assets$/.test(url.pathname);
  let json: unknown;
  if (bytes && bytes.length > 0 && !isUpload) {
    try {
      json = JSON.parse(Buffer.from(bytes).toString());
    } catch {
      throw new GitHubRefusal(400, "Problems parsing JSON");
    }
  }
  return {
    method: request.method,
    path: url.pathname,
    url,
    headers: new Headers(request.headers),
    caller,
    json,
    bytes,
  };
}

function writeRequest(call: ApiCall): Request {
  call.headers.delete("content-length");
  const body = call.json === undefined ? call.bytes : JSON.stringify(call.json);
  return new Request(call.url, {
    method: call.method,
    headers: call.headers,
    ...(body === undefined ? {} : { body: body as NonNullable<BodyContent> }),
  });
}

async function finish(world: World, call: ApiCall, response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  const isJson = (headers.get("content-type") ?? "").includes("json");
  const text = isJson ? await response.text() : "";
  const reply: ApiAnswer = {
    status: response.status,
    headers,
    body: isJson ? null : response.body,
    json: text === "" ? undefined : JSON.parse(text),
  };
  for (const step of world.after) await step(call, reply);
  const body = reply.json === undefined ? reply.body : JSON.stringify(reply.json);
  return new Response(reply.status === 204 || reply.status === 304 ? null : (body as BodyContent), {
    status: reply.status,
    headers,
  });
}

function refuse(error: unknown): Response {
  if (error instanceof GitHubRefusal) return error.toResponse();
  process.emitWarning(`local GitHub: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return new GitHubRefusal(500, "Internal Server Error").toResponse();
}
