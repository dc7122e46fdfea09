import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ForgeError, toForgeError } from "@plugsmith/schemas";
import { type DeliveryLimits, defaultLimits, parseDeliveryLimits } from "./delivery-limits.ts";
import { defaultGateLimits, type GateLimits } from "./reading-gate.ts";

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
  /** Folder of template packs; null: those that Plugsmith brings. */
  readonly packsFolder: string | null;
  /** File of the delivery queue; null: in the cache folder. */
  readonly queueFile: string | null;
  /** Milliseconds from one sweep's end to the next one's start; null: never. */
  readonly sweepMs: number | null;
  /** Writes to GitHub in a minute for each owner; null: as many as come. */
  readonly writesPerMinute: number | null;
  readonly limits: DeliveryLimits;
  readonly gate: GateLimits;
}

const defaultSweepSeconds = 300;
/** GitHub's secondary limit is 80 content-creating requests a minute (docs: "Rate limits for the REST API"). */
const defaultWritesPerMinute = 40;

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

function readNumber(
  env: Environment,
  name: string,
  range: readonly [number, number],
  problems: string[],
): number | null {
  const text = env[name];
  if (!text) return null;
  const value = Number(text);
  if (/^[0-9]{1,9}$/u.test(text) && value >= range[0] && value <= range[1]) return value;
  problems.push(`${name}: a whole number from ${range[0]} to ${range[1]}`);
  return null;
}

function readLimits(env: Environment, problems: string[]): DeliveryLimits {
  try {
    return parseDeliveryLimits(env["DELIVERY_LIMITS"] ?? "");
  } catch (error) {
    problems.push(toForgeError(error).message);
    return defaultLimits;
  }
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
  const sweepSeconds = readNumber(env, "SWEEP_SECONDS", [0, 86_400], problems) ?? defaultSweepSeconds;
  const writes = readNumber(env, "WRITES_PER_MINUTE", [0, 10_000], problems);
  const readsPerAddress = readNumber(env, "READS_PER_ADDRESS", [1, 1000], problems);
  const limits = readLimits(env, problems);
  const port = Number(env["PORT"] ?? "3000");
  if (!Number.isSafeInteger(port) || port < 0 || port > 65_535) problems.push("PORT: a number from 0 to 65535");
  const api = readUrl("GITHUB_API_URL", env["GITHUB_API_URL"] || "https://api.github.com", problems);
  const server = env["GITHUB_SERVER_URL"] ? readUrl("GITHUB_SERVER_URL", env["GITHUB_SERVER_URL"], problems) : null;
  if (problems.length > 0 || !api)
    throw new ForgeError("server_config_invalid", {
      message: `The bot cannot start. Missing or wrong in the environment:\n${problems.map((one) => `  - ${one}`).join("\n")}`,
      hint: "Set them and start again. For a forge on this machine without any account, run `npm run dev`.",
    });
  const throttle = env["PLUGSMITH_THROTTLE"] ? env["PLUGSMITH_THROTTLE"] !== "off" : isGitHub(api.hostname);
  const cacheFolder = env["PLUGSMITH_CACHE"] || null;
  return {
    appId,
    privateKey,
    webhookSecret,
    port,
    host: env["HOST"] || "127.0.0.1",
    apiUrl: api.href.replace(/\/$/u, ""),
    serverUrl: (server?.href ?? deriveServerUrl(api)).replace(/\/$/u, ""),
    throttle,
    cacheFolder,
    packsFolder: env["PLUGSMITH_PACKS"] || null,
    queueFile: env["QUEUE_FILE"] || (cacheFolder && join(cacheFolder, `deliveries-${appId}.sqlite`)),
    sweepMs: sweepSeconds === 0 || env["PLUGSMITH_SWEEP"] === "off" ? null : sweepSeconds * 1000,
    writesPerMinute: (writes ?? (throttle ? defaultWritesPerMinute : 0)) || null,
    limits,
    gate: { ...defaultGateLimits, ...(readsPerAddress !== null && { readsPerAddress }) },
  };
}
