import { createSign } from "node:crypto";
import type { Json } from "../router.ts";
import type { HookReceiver } from "./hook-receiver.ts";

export interface ApiRequest {
  /** A login, "bot" (the App's installation), "app" (its JWT), a token, or nothing. */
  as?: string;
  /** "GET /path"; a path that starts with "~" is below /repos/forge/plugins. */
  route: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface ApiReply {
  status: number;
  json: Json;
  text: string;
  headers: Headers;
}

/** One GitHub of a pair, with what tests do again and again. */
export interface Side {
  url: string;
  hooks: HookReceiver;
  call(request: ApiRequest): Promise<ApiReply>;
  /** Commits files on a branch (made from main when it is new) as the bot; answers the commit. */
  commit(branch: string, files: Record<string, string>): Promise<string>;
  /** A branch with one file, and its pull request, by the bot; answers its number. */
  openPull(branch: string, files?: Record<string, string>, body?: string): Promise<number>;
}

export function createSide(url: string, appId: number, installationId: number, pem: string, hooks: HookReceiver): Side {
  let botToken: Promise<string> | undefined;
  const tokenOf = async (as: string): Promise<string> => {
    if (as === "app") return signJwt(appId, pem);
    if (as !== "bot") return /^gh[ps]_/.test(as) ? as : `ghp_${as}`;
    botToken ??= call({ as: "app", route: `POST /app/installations/${installationId}/access_tokens`, body: {} }).then(
      ({ json }) => json.token,
    );
    return botToken;
  };
  const call = async ({ as, route, body, headers = {} }: ApiRequest): Promise<ApiReply> => {
    const [method = "", path = ""] = route.split(" ");
    const authorization = as === undefined ? {} : { authorization: `Bearer ${await tokenOf(as)}` };
    const isText = typeof body === "string";
    const response = await fetch(url + path.replace(/^~/, "/repos/forge/plugins"), {
      method,
      headers: {
        ...authorization,
        ...(body === undefined || isText ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
      redirect: "manual",
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") && text !== "";
    return { status: response.status, text, json: isJson ? JSON.parse(text) : undefined, headers: response.headers };
  };
  const bot = async (route: string, body?: unknown) => (await call({ as: "bot", route, body })).json;
  const commit = async (branch: string, files: Record<string, string>): Promise<string> => {
    const own = await call({ as: "bot", route: `GET ~/git/ref/heads/${branch}` });
    const parent = own.status === 200 ? own.json : await bot("GET ~/git/ref/heads/main");
    const parentSha: string = parent.object.sha;
    const base_tree = (await bot(`GET ~/git/commits/${parentSha}`)).tree.sha;
    const tree = Object.entries(files).map(([path, content]) => ({ path, mode: "100644", type: "blob", content }));
    const made = await bot("POST ~/git/trees", { base_tree, tree });
    const { sha } = await bot("POST ~/git/commits", {
      message: `change ${branch}`,
      tree: made.sha,
      parents: [parentSha],
    });
    if (own.status === 200) await bot(`PATCH ~/git/refs/heads/${branch}`, { sha });
    else await bot("POST ~/git/refs", { ref: `refs/heads/${branch}`, sha });
    return sha;
  };
  return {
    url,
    hooks,
    call,
    commit,
    async openPull(branch, files = { [`${branch}.txt`]: `${branch}\n` }, body = "") {
      await commit(branch, files);
      return (await bot("POST ~/pulls", { title: branch, head: branch, base: "main", body })).number;
    },
  };
}

function signJwt(appId: number, pem: string): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const text = `${encode({ alg: "RS256", typ: "JWT" })}.${encode({ iat: now - 30, exp: now + 300, iss: String(appId) })}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(pem, "base64url")}`;
}
