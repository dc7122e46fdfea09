import { execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { collect, gitEnvironment } from "./run-git.ts";

/** The program itself: `git http-backend` would start one process more for each request. */
const findProgram = remember(async () => {
  const { stdout } = await promisify(execFile)("git", ["--exec-path"], { env: gitEnvironment() });
  return join(stdout.trim(), "git-http-backend");
});

/** What this git can do, the same for every repository: protocol version 2 lists no refs in its first answer. */
const capabilities = new Map<string, Promise<Answer>>();

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Answers one request of git's smart HTTP protocol from a bare repository, with the CGI program that git ships. */
export async function callBackend(
  directory: string,
  request: Request,
  url: URL,
  service: string,
  body: Buffer | undefined,
): Promise<Response> {
  const protocol = request.headers.get("git-protocol") ?? "";
  const run = () => runBackend(directory, request, url, service, body);
  const constant = service === "info/refs" && protocol === "version=2" && url.search === "?service=git-upload-pack";
  const known = constant ? capabilities.get(protocol) : undefined;
  const asked = known ?? run();
  if (constant && !known) capabilities.set(protocol, asked);
  const answer = await asked.catch((error: unknown) => {
    capabilities.delete(protocol);
    throw error;
  });
  if (constant && answer.status !== 200) capabilities.delete(protocol);
  return new Response(new Uint8Array(answer.body), { status: answer.status, headers: answer.headers });
}

async function runBackend(
  directory: string,
  request: Request,
  url: URL,
  service: string,
  body: Buffer | undefined,
): Promise<Answer> {
  const child = spawn(await findProgram(), [], {
    env: {
      ...gitEnvironment(),
      GIT_PROJECT_ROOT: directory,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: `/${service}`,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers.get("content-type") ?? "",
      HTTP_CONTENT_ENCODING: request.headers.get("content-encoding") ?? "",
      GIT_PROTOCOL: request.headers.get("git-protocol") ?? "",
      REMOTE_USER: "local",
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  child.stdin.on("error", () => {});
  child.stdin.end(body);
  const output = await collect(child.stdout);
  const gap = output.indexOf("\r\n\r\n");
  const headers: Record<string, string> = {};
  let status = 200;
  for (const line of output.subarray(0, gap).toString().split("\r\n")) {
    const [name = "", value = ""] = line.split(/: (.*)/s);
    if (name === "Status") status = Number(value.slice(0, 3));
    else if (name !== "") headers[name] = value;
  }
  return { status, headers, body: output.subarray(gap + 4) };
}

function remember<Value>(find: () => Promise<Value>): () => Promise<Value> {
  let found: Promise<Value> | undefined;
  return () => {
    found ??= find();
    return found;
  };
}
