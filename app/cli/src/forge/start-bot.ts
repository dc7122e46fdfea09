import { randomInt } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { plugsmithRoot } from "./release-files.ts";
import { assertRunning, cleanEnvironment, type ManagedProcess, spawnProcess } from "./spawn-process.ts";
import { waitFor } from "./wait-for.ts";

export interface BotOptions {
  readonly workFolder: string;
  readonly apiUrl: string;
  readonly app: { readonly id: number; readonly privateKeyPem: string; readonly webhookSecret: string };
  readonly port?: number;
  /** Template packs instead of those that Plugsmith brings. */
  readonly packsFolder?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A free port on loopback, below those that the system gives to outgoing connections: they would take it while the bot is restarted.
 * Another program may take it before we do; then the bot says so and ends.
 */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => resolve(true));
    });
    await new Promise((resolve) => server.close(resolve));
    if (isFree) return port;
  }
}

/** Starts the real bot server as a process of its own, as an operator would, and waits until it is ready. */
export async function startBot(options: BotOptions): Promise<ManagedProcess & { readonly url: string }> {
  const port = options.port ?? (await findFreePort());
  const keyFile = join(options.workFolder, "app.pem");
  writeFileSync(keyFile, options.app.privateKeyPem, { mode: 0o600 });
  const logFile = join(options.workFolder, "bot.log");
  const bot = spawnProcess({
    name: "bot",
    command: process.execPath,
    args: [join(plugsmithRoot, "app/src/main.ts")],
    environment: {
      ...cleanEnvironment(),
      // A bot that is killed cannot clear its own temporary folder away; who started it does.
      TMPDIR: options.workFolder,
      APP_ID: String(options.app.id),
      PRIVATE_KEY_PATH: keyFile,
      WEBHOOK_SECRET: options.app.webhookSecret,
      PORT: String(port),
      HOST: "127.0.0.1",
      GITHUB_API_URL: options.apiUrl,
      NODE_ENV: "production",
      ...(options.packsFolder !== undefined && { PLUGSMITH_PACKS: options.packsFolder }),
    },
    logFile,
  });
  const url = `http://127.0.0.1:${port}`;
  await waitFor(
    "the bot to be ready",
    async () => {
      assertRunning(bot, "bot", logFile);
      const answer = await fetch(`${url}/readyz`).catch(() => undefined);
      return answer?.ok;
    },
    { timeoutMs: 60_000, signal: options.signal },
  );
  return { ...bot, url };
}
