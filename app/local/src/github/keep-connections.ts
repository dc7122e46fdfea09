import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Server } from "node:http";

const channel = "http.server.request.start";

/**
 * Makes the HTTP server of this process at `url` keep idle connections until its clients end them, from its first request on. Usually a
 * server ends them after five seconds; when this process was busy for that long, it would do so before it reads the request that lies at
 * the door, and its sender would be told ECONNRESET. emulate does not hand its server out, so it is known by its port.
 * @returns how to stop looking for it.
 */
export function keepConnections(url: string): () => void {
  const port = Number(new URL(url).port);
  const stop = () => void unsubscribe(channel, look);
  const look = (message: unknown) => {
    const { server } = message as { readonly server: Server };
    const address = server.address();
    if (address === null || typeof address === "string" || address.port !== port) return;
    server.keepAliveTimeout = 0;
    stop();
  };
  subscribe(channel, look);
  return stop;
}
