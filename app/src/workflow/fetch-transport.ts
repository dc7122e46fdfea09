import { ForgeError } from "@plugsmith/schemas";
import type { ApiRequest } from "../github/api-request.ts";

const timeoutMs = 30_000;

/** A failed request as Octokit's: with the numeric `status` that callers decide by, and GitHub's own words. */
class RequestFailure extends ForgeError {
  readonly status: number;
  /** As Octokit tells them. */
  readonly response: { readonly headers: Readonly<Record<string, string>> };
  readonly reason: string;
  constructor(status: number, method: string, path: string, text: string, headers: Headers) {
    super("unexpected", { message: `${method} ${path} was answered with ${status}: ${text.slice(0, 300)}` });
    this.status = status;
    this.response = { headers: Object.fromEntries(headers) };
    this.reason = readReason(text).slice(0, 300);
  }
}

/** GitHub's sentence in an answer, or the answer itself where a proxy speaks. */
function readReason(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === "string" ? message : text;
  } catch {
    return text;
  }
}

/** Splits a route and its parameters into method, path and what is left for query or body. */
export function resolveRoute(route: string, parameters: Readonly<Record<string, unknown>>) {
  const [method = "", template = ""] = route.split(" ");
  const rest = { ...parameters };
  const path = template.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const value = rest[name];
    delete rest[name];
    if (typeof value !== "string" && typeof value !== "number") {
      throw new ForgeError("unexpected", { message: `${route} needs the parameter ${name}.` });
    }
    if (/(^|\/)\.{1,2}(\/|$)/.test(String(value))) {
      throw new ForgeError("unexpected", { message: `${name} of ${route} would leave its place in the path.` });
    }
    // Refs and paths keep their slashes; nothing else may leave its place in the path.
    return String(value).split("/").map(encodeURIComponent).join("/");
  });
  const rows = Object.entries(rest).filter(([, value]) => value !== undefined);
  return { method, path, rest: Object.fromEntries(rows) };
}

/** GitHub's API with one token, over `fetch`: small enough to start in a workflow, where Probot would cost a second. */
export function createFetchRequest(apiUrl: string, token: string): ApiRequest {
  return async (route, { headers: given, ...parameters } = {}) => {
    const { method, path, rest } = resolveRoute(route, parameters);
    const reading = method === "GET" || method === "HEAD";
    const url = new URL(`${apiUrl}${path}`);
    if (reading) for (const [name, value] of Object.entries(rest)) url.searchParams.set(name, String(value));
    const answer = await fetch(url, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "user-agent": "plugsmith",
        "x-github-api-version": "2022-11-28",
        ...(reading ? {} : { "content-type": "application/json" }),
        ...(given as Record<string, string> | undefined),
      },
      ...(reading ? {} : { body: JSON.stringify(rest) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!answer.ok) throw new RequestFailure(answer.status, method, path, await answer.text(), answer.headers);
    const headers = Object.fromEntries(answer.headers);
    if (answer.status === 204) return { status: 204, data: undefined, headers };
    const json = /json/.test(answer.headers.get("content-type") ?? "");
    return { status: answer.status, data: json ? await answer.json() : await answer.arrayBuffer(), headers };
  };
}
