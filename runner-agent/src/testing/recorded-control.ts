import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/** One line of a caller and the agent's answer, as they went over the control socket. */
export interface RecordedExchange {
  readonly request: {
    readonly id: number;
    readonly method: string;
    readonly params: Readonly<Record<string, unknown>>;
  };
  readonly answer: { readonly result?: unknown; readonly error?: { readonly data: { readonly code: string } } };
}

/**
 * What a caller and the agent of protocol 1 said to each other, recorded from the last commit before protocol 2 (55778df's
 * parent): simulate, status, call, lease, logs, jobs, reload, unload and hello.
 */
export const recordedControl1 = JSON.parse(
  readFileSync(join(import.meta.dirname, "recorded-control-1.json"), "utf8"),
) as readonly RecordedExchange[];

/** An agent of protocol 1: answers each method with what was recorded, in its order; the last answer stays. */
export async function serveRecordedControl(path: string): Promise<() => Promise<void>> {
  const played = new Map<string, number>();
  const answerTo = (method: string) => {
    const own = recordedControl1.filter(({ request }) => request.method === method);
    const turn = played.get(method) ?? 0;
    played.set(method, turn + 1);
    return (
      own[Math.min(turn, own.length - 1)]?.answer ?? {
        error: { code: -32000, message: "", data: { code: "method_unknown" } },
      }
    );
  };
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      for (const line of String(chunk).trim().split("\n")) {
        const { id, method } = JSON.parse(line) as { id: number; method: string };
        socket.write(`${JSON.stringify({ ...answerTo(method), jsonrpc: "2.0", id })}\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return () => new Promise((resolve) => server.close(() => resolve()));
}
