import type { AddressInfo, Server } from "node:net";

export interface Loopback {
  readonly port: number;
  /** Connections that arrived. */
  count(): number;
  /** Connects from here, to show that the door is open to everyone outside the boundary. */
  knock(): Promise<void>;
  close(): Promise<void>;
}

/** A listener of this machine that nothing behind the boundary may reach. */
export async function openLoopback(): Promise<Loopback> {
  const net = process.getBuiltinModule("node:net");
  let connections = 0;
  const server: Server = net.createServer((socket) => {
    connections += 1;
    socket.on("error", () => {});
    socket.end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    count: () => connections,
    knock: () =>
      new Promise((resolve, reject) => {
        const socket = net.connect(port, "127.0.0.1", () => socket.end());
        socket.resume();
        socket.once("close", () => resolve());
        socket.once("error", reject);
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
