import type { IncomingMessage } from "node:http";
import type { ReadingGate } from "./reading-gate.ts";
import { refuseDelivery } from "./refuse-delivery.ts";

/**
 * The raw bytes of a request, at most `limit`: a declared length is checked before a byte is read, an undeclared one while
 * reading. `begin` is called once reading is decided, to answer `Expect: 100-continue`.
 * @throws ForgeError `delivery_refused` with 400, 413, 429 or 503 in `facts.status`.
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  gate: ReadingGate,
  begin: () => void = () => {},
): Promise<Buffer> {
  const tooLarge = () => refuseDelivery(413, `The body is larger than the ${limit} bytes allowed here.`);
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge();
  const evicted = new AbortController();
  const reading = gate.enter(request.socket.remoteAddress ?? "", () => evicted.abort());
  if (!reading) throw refuseDelivery(429, "Too many bodies are being read from your address.");
  try {
    begin();
    return await collect(request, evicted.signal, (size, chunk) => {
      if (size > limit) return tooLarge();
      return reading.grow(chunk) ? null : refuseDelivery(503, "There is no room for this body now.");
    });
  } finally {
    reading.leave();
  }
}

function collect(
  request: IncomingMessage,
  evicted: AbortSignal,
  check: (size: number, chunk: number) => Error | null,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const giveUp = (error: Error) => {
      request.off("data", onData).pause();
      chunks.length = 0;
      reject(error);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      const error = check(size, chunk.length);
      if (error) giveUp(error);
      else chunks.push(chunk);
    };
    request.on("data", onData);
    request.on("end", () => resolve(Buffer.concat(chunks, size)));
    request.on("close", () => {
      if (!request.complete) reject(refuseDelivery(400, "The connection was closed before the body ended."));
    });
    evicted.addEventListener("abort", () =>
      giveUp(refuseDelivery(408, "Others need the place: this body took too long to arrive.")),
    );
  });
}
