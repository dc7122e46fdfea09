import type { Broker } from "@plugsmith/plugin-host";
import { ForgeError, type Permissions } from "@plugsmith/schemas";

export interface ProviderRequest {
  readonly method: string;
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds, for the time between two tries. */
  readonly at: number;
  /** What the provider answered; absent for a broken connection. */
  readonly answer?: Readonly<Record<string, unknown>>;
}

/** The card that every answer of the provider names; it may turn up in no log, event or answer of a plugin. */
export const canaryCard = "4000056655665556";

/** What the provider does next: an HTTP status, or a broken connection. */
export type ProviderMood = number | "network_error";

export interface Refusal {
  readonly method: string;
  readonly what: string;
}

/**
 * A double of everything outside a plugin: payment provider, data folder, USB. It keeps every request, and refuses and
 * records what the manifest does not allow, as the agent would.
 */
export interface FakeProvider extends Broker {
  readonly requests: readonly ProviderRequest[];
  readonly refusals: readonly Refusal[];
  /** Answers of the next requests, in order; after them all is well again. */
  behave(...moods: ProviderMood[]): void;
  /** From now on each request gets this, until `behave` or `null`. */
  always(mood: ProviderMood | null): void;
}

const encode = (text: string) => Buffer.from(text, "utf8").toString("base64");
const decode = (data: unknown) => Buffer.from(typeof data === "string" ? data : "", "base64").toString("utf8");

function denied(what: string): ForgeError {
  return new ForgeError("permission_denied", { message: `The plugin's manifest does not allow ${what}.` });
}

/** A plausible answer of a payment provider for any resource it is asked to make. */
function answerFor(path: string, body: string, count: number): Record<string, unknown> {
  const resource = path.split("/").filter(Boolean).at(-1) ?? "thing";
  let asked: unknown;
  try {
    asked = JSON.parse(body || "{}");
  } catch {
    asked = {};
  }
  const id = `${resource.replace(/[^a-z]/g, "").slice(0, 8) || "thing"}_${count}`;
  const url = `https://pay.example/${id}`;
  return { ...(asked as object), id, object: resource, status: "succeeded", url, card: canaryCard };
}

export function fakeProvider(permissions: Permissions, now: () => number): FakeProvider {
  const requests: ProviderRequest[] = [];
  const refusals: Refusal[] = [];
  const data = new Map<string, string>();
  let moods: ProviderMood[] = [];
  let standing: ProviderMood | null = null;

  const refuse = (method: string, what: string) => {
    refusals.push({ method, what });
    return denied(what);
  };

  function fetchDouble(params: Record<string, unknown>): unknown {
    let url: URL;
    try {
      url = new URL(String(params["url"]));
    } catch {
      throw refuse("fetch", "an address that is none");
    }
    const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
    const allowed = permissions.network.outbound.some((rule) => rule.host === url.hostname && rule.port === port);
    if (!allowed) throw refuse("fetch", `${url.hostname}:${port}`);
    const mood = moods.shift() ?? standing ?? 200;
    const path = url.pathname;
    const text = decode(params["data"]);
    const problem = {
      code: mood === 402 ? "card_declined" : "provider_error",
      message: "made up by the contract suite",
    };
    const body =
      mood === "network_error" || mood >= 400 ? { error: problem } : answerFor(path, text, requests.length + 1);
    requests.push({
      method: String(params["method"] ?? "GET"),
      url: url.href,
      path,
      headers: (params["headers"] ?? {}) as Record<string, string>,
      body: text,
      at: now(),
      ...(mood === "network_error" ? {} : { answer: body }),
    });
    if (mood === "network_error") throw new ForgeError("call_failed", { message: "The connection was reset." });
    return {
      status: mood,
      statusText: "",
      headers: { "content-type": "application/json" },
      data: encode(JSON.stringify(body)),
    };
  }

  function fileDouble(method: string, path: string, params: Record<string, unknown>): unknown {
    const rule = permissions.filesystem.find((known) => path === known.path || path.startsWith(`${known.path}/`));
    const writes = method === "fs.writeFile" || method === "fs.remove";
    if (!rule || path.split("/").includes("..") || (writes && rule.mode !== "rw")) throw refuse(method, path);
    if (method === "fs.writeFile") data.set(path, String(params["data"]));
    if (method === "fs.remove") data.delete(path);
    if (method === "fs.list") {
      const names = [...data.keys()].filter((name) => name.startsWith(`${path}/`));
      return {
        entries: names.map((name) => ({
          name: name.slice(path.length + 1),
          type: "file",
          size: data.get(name)?.length ?? 0,
        })),
      };
    }
    if (method !== "fs.readFile") return {};
    const content = data.get(path);
    if (content === undefined) throw new ForgeError("call_failed", { message: `${path} does not exist.` });
    return { data: content };
  }

  return {
    requests,
    refusals,
    behave(...next) {
      moods = next;
      standing = null;
    },
    always(mood) {
      moods = [];
      standing = mood;
    },
    async handle(method, params) {
      if (method === "fetch") return fetchDouble(params);
      if (method.startsWith("fs.")) return fileDouble(method, String(params["path"]), params);
      if (method.startsWith("usb.") && permissions.usb.length > 0) {
        if (method.endsWith("In")) return { data: encode("\0".repeat(Math.min(Number(params["length"]) || 0, 64))) };
        return { bytesWritten: Buffer.from(String(params["data"] ?? ""), "base64").length };
      }
      throw refuse(method, method);
    },
  };
}
