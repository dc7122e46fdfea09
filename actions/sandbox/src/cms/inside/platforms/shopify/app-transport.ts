import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, openSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { readText, siteFolder, stopServer } from "../../program-transport.ts";
import { frontPort, names } from "./front-transport.ts";

export const appFolder = join(siteFolder, "app");
export const storeFolder = join(siteFolder, "store");
export const certificateFile = join(siteFolder, "authority.pem");
export const egressLog = join(siteFolder, "egress.jsonl");
/** What the app says on stdout and stderr; its own lines are JSON. */
export const appLog = join(siteFolder, "app.log");

const startMs = 30_000;

/** Lays the app's files out as its owner would, with the library beside its server. */
export function layOutApp(stage: string, modules: string): void {
  mkdirSync(storeFolder, { recursive: true });
  cpSync(stage, appFolder, { recursive: true });
  symlinkSync(modules, join(appFolder, "web/node_modules"));
}

export interface RunningApp {
  readonly child: ChildProcess;
  readonly port: number;
}

export interface AppSecrets {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly proxySecret: string;
  readonly storeSecret: string;
}

/** Starts the app's own server as its README says. @throws Error with its last words when it does not listen in time. */
export async function startApp(name: string, host: string, secrets: AppSecrets): Promise<RunningApp> {
  const log = openSync(appLog, "a");
  const child = spawn(process.execPath, ["--require", join(host, "route-network.cjs"), "web/server.js"], {
    cwd: appFolder,
    detached: true,
    stdio: ["ignore", log, log],
    env: {
      ...{ PATH: "/usr/bin:/bin", HOME: "/tmp", NODE_EXTRA_CA_CERTS: certificateFile },
      ...{ FORGE_ROUTED_NAMES: Object.values(names).join(","), FORGE_ROUTED_PORT: String(frontPort) },
      ...{ FORGE_EGRESS_LOG: egressLog, FORGE_APP_NAME: name },
      ...{ PORT: "0", HOST_NAME: names.app, PROVIDER_API_BASE: `https://${names.provider}` },
      ...{ SHOPIFY_API_KEY: secrets.apiKey, SHOPIFY_API_SECRET: secrets.apiSecret },
      ...{ STORE_FOLDER: storeFolder, STORE_SECRET: secrets.storeSecret, PROXY_SECRET: secrets.proxySecret },
    },
  });
  const until = Date.now() + startMs;
  for (;;) {
    const port = /"message":"listening","port":(\d+)/.exec(readText(appLog))?.[1];
    if (port !== undefined) return { child, port: Number(port) };
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > until) {
      await stopServer(child);
      throw new Error(`The app's server does not listen: ${readText(appLog).slice(-600)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Names of all files below a folder; links, as the one to the library, are not followed. */
export function listFiles(folder: string, below = ""): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = join(below, entry.name);
    if (entry.isDirectory()) return listFiles(folder, name);
    return entry.isFile() ? [name] : [];
  });
}
