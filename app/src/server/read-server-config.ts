import { readFileSync } from "node:fs";
import { ForgeError } from "@plugsmith/schemas";

export interface ServerConfig {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly port: number;
  readonly host: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  /** Octokit's waiting between writes; only github.com and its kin ask for it. */
  readonly throttle: boolean;
  /** Where git mirrors are kept between starts; null: in a folder of this process only. */
  readonly cacheFolder: string | null;
  readonly sweep: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

function readKey(env: Environment, problems: string[]): string {
  const inline = env["PRIVATE_KEY"];
  // A key in one line, as many hosting panels store it.
  if (inline) return inline.includes("\\n") ? inline.replaceAll("\\n", "\n") : inline;
  const path = env["PRIVATE_KEY_PATH"];
  if (!path) {
    problems.push("PRIVATE_KEY or PRIVATE_KEY_PATH: the App's private key (PEM), from the App's settings page");
    return "";
  }
  try {
    return readFileSync(path, "utf8");
  } catch {
    problems.push("PRIVATE_KEY_PATH: the file cannot be read");
    return "";
  }
}

function readUrl(name: string, value: string, problems: string[]): URL | null {
  try {
    const url = new URL(value);
    if (url.protocol === "https:" || url.protocol === "http:") return url;
  } catch {
    // Told below.
  }
  problems.push(`${name}: must be an http(s) address`);
  return null;
}

const isGitHub = (host: string) => host === "api.github.com" || host.endsWith(".ghe.com");

/** Web and git origin that belongs to an API address: github.com for api.github.com, the tenant for api.<tenant>.ghe.com, else the same origin. */
export function deriveServerUrl(api: URL): string {
  if (isGitHub(api.hostname)) return `https://${api.hostname.replace(/^api\./u, "")}`;
  return api.origin;
}

/**
 * The bot's configuration from its environment. @throws ForgeError `server_config_invalid` naming everything that is
 * missing at once; there is no default secret.
 */
export function readServerConfig(env: Environment): ServerConfig {
  const problems: string[] = [];
  const appId = Number(env["APP_ID"]);
  if (!Number.isSafeInteger(appId) || appId <= 0)
    problems.push("APP_ID: the App's numeric id, from the App's settings page");
  const privateKey = readKey(env, problems);
  const webhookSecret = env["WEBHOOK_SECRET"] ?? "";
  if (webhookSecret.length < 8)
    problems.push("WEBHOOK_SECRET: the secret of the App's webhook, at least 8 characters; there is no default");
  const port = Number(env["PORT"] ?? "3000");
  if (!Number.isSafeInteger(port) || port < 0 || port > 65_535) problems.push("PORT: a number from 0 to 65535");
  const api = readUrl("GITHUB_API_URL", env["GITHUB_API_URL"] || "https://api.github.com", problems);
  const server = env["GITHUB_SERVER_URL"] ? readUrl("GITHUB_SERVER_URL", env["GITHUB_SERVER_URL"], problems) : null;
  if (problems.length > 0 || !api)
    throw new ForgeError("server_config_invalid", {
      message: `The bot cannot start. Missing or wrong in the environment:\n${problems.map((one) => `  - ${one}`).join("\n")}`,
      hint: "Set them and start again. For a forge on this machine without any account, run `npm run dev`.",
    });
  return {
    appId,
    privateKey,
    webhookSecret,
    port,
    host: env["HOST"] || "127.0.0.1",
    apiUrl: api.href.replace(/\/$/u, ""),
    serverUrl: (server?.href ?? deriveServerUrl(api)).replace(/\/$/u, ""),
    throttle: env["PLUGSMITH_THROTTLE"] ? env["PLUGSMITH_THROTTLE"] !== "off" : isGitHub(api.hostname),
    cacheFolder: env["PLUGSMITH_CACHE"] || null,
    sweep: env["PLUGSMITH_SWEEP"] !== "off",
  };
}
