import { connect } from "node:net";

const request = (path: string) => `GET ${path} HTTP/1.1\r\nhost: local\r\n\r\n`;

/** Keeps this whole process from doing anything else. */
const block = (ms: number) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/**
 * Asks a server of this process over one connection. The last request lies at the door while the process is busy for longer than the
 * server said that it keeps connections; answers how that one ended: the status line, or the error.
 */
export async function askWhileBusy(url: string): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  const ask = () => {
    const answered = new Promise<string>((resolve) => {
      socket.once("data", (bytes) => resolve(bytes.toString()));
      socket.once("error", (error) => resolve(error.message));
      socket.once("close", () => resolve("closed"));
    });
    socket.write(request(pathname));
    return answered;
  };
  try {
    // Twice: a server may learn only with the first request that it is to keep its connections.
    await ask();
    const seconds = /^keep-alive: timeout=(\d+)/im.exec(await ask())?.[1];
    // After timers and input of this turn: whatever ran out meanwhile is seen before what lies at the door.
    await new Promise((resolve) => setImmediate(resolve));
    const last = ask();
    block(seconds === undefined ? 20 : Number(seconds) * 1000 + 1500);
    return (await last).split("\r\n")[0] ?? "";
  } finally {
    socket.destroy();
  }
}
