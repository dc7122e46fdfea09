import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Server, startServer } from "./start-server.ts";

/** Stands where GitHub would be: knows the App, and that it is installed nowhere. */
export async function startEmptyGitHub() {
  const server = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(request.url?.startsWith("/app/installations") ? "[]" : '{"id":1,"slug":"plugsmith"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The whole bot server as an operator starts it, with its delivery queue in a file below `workFolder`. */
export async function startBotServer(apiUrl: string, workFolder: string, secret: string): Promise<Server> {
  const port = await findFreePort();
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const env: Record<string, string | undefined> = {
    PATH: process.env["PATH"],
    HOME: workFolder,
    TMPDIR: workFolder,
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    APP_ID: "1",
    PRIVATE_KEY: privateKey.export({ type: "pkcs1", format: "pem" }).toString(),
    WEBHOOK_SECRET: secret,
    GITHUB_API_URL: apiUrl,
    QUEUE_FILE: join(workFolder, "queue", "deliveries.sqlite"),
    HOST: "127.0.0.1",
    PORT: String(port),
  };
  return startServer({
    script: join(import.meta.dirname, "../../app/src/main.ts"),
    env,
    url: `http://127.0.0.1:${port}`,
    readyPath: "/readyz",
  });
}
