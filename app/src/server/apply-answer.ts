import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { ForgeError } from "@plugsmith/schemas";

export interface Answer {
  readonly status: number;
  /** Text is sent as metrics, everything else as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A sender that is still sending has this long to read why it was refused; so many of its bytes are thrown away meanwhile. */
const [lingerMs, lingerBytes] = [1000, 3 * 1024 * 1024];

const typeOf = (body: unknown) =>
  typeof body === "string" ? "text/plain; version=0.0.4; charset=utf-8" : "application/json; charset=utf-8";
const textOf = (body: unknown) => (typeof body === "string" ? body : `${JSON.stringify(body)}\n`);

/** What a stranger may know of an error: code, sentence, and what to do. */
export const renderRefusal = ({ code, message, hint }: ForgeError) => ({ code, message, ...(hint && { hint }) });

/**
 * Sends an answer. A refused body is not read to its end, so the connection ends with the answer; closing it at once would
 * reset it and lose the answer on its way (RFC 9112, 9.6).
 */
export function applyAnswer(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (response.headersSent || response.destroyed) return;
  const text = textOf(answer.body);
  const unread = !request.complete;
  response.writeHead(answer.status, {
    "content-type": typeOf(answer.body),
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    ...(answer.status >= 400 || unread ? { connection: "close" } : {}),
    ...answer.headers,
  });
  if (!unread) {
    response.end(text);
    return;
  }
  response.write(text);
  const finish = () => {
    clearTimeout(late);
    response.end();
  };
  const cut = () => {
    finish();
    request.socket.destroySoon();
  };
  const late = setTimeout(cut, lingerMs);
  let thrown = 0;
  request.on("data", (chunk: Buffer) => {
    thrown += chunk.length;
    if (thrown > lingerBytes) cut();
  });
  request.once("end", finish).once("close", finish).resume();
}

/** The same for what never became a request: a bad request line, too many headers, a sender that was too slow. */
export function applySocketAnswer(socket: Duplex, status: number, reason: string, body: unknown): void {
  if (!socket.writable || socket.destroyed) {
    socket.destroy();
    return;
  }
  const text = textOf(body);
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    `content-type: ${typeOf(body)}`,
    `content-length: ${Buffer.byteLength(text)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${text}`, () => socket.destroy());
}
