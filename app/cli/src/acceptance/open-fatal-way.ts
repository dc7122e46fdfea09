import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";

/** A way to GitHub on which a program can be killed by what it asks for. */
export interface FatalWay {
  readonly url: string;
  /** Calls `kill` once, as the next write to an address like this one passes; `taken`: after GitHub took it. */
  arm(write: RegExp, taken: boolean, kill: () => void): void;
  readonly sprung: boolean;
  close(): void;
}

export async function openFatalWay(githubUrl: string): Promise<FatalWay> {
  const github = new URL(githubUrl);
  let trap: { write: RegExp; taken: boolean; kill: () => void } | null = null;
  let sprung = false;
  const server = createServer((request, response) => {
    const fatal = trap && request.method !== "GET" && trap.write.test(`${request.method} ${request.url}`) ? trap : null;
    const spring = () => {
      trap = null;
      sprung = true;
      fatal?.kill();
      response.destroy();
    };
    if (fatal && !fatal.taken) {
      spring();
      return;
    }
    const { method, url: path, headers } = request;
    const onward = send({ host: github.hostname, port: github.port, method, path, headers }, (answer) => {
      if (fatal) {
        answer.resume().once("end", spring);
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    response.on("error", () => {});
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arm(write, taken, kill) {
      trap = { write, taken, kill };
    },
    get sprung() {
      return sprung;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
