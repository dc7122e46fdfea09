import type { ServerResponse } from "node:http";
import { ForgeError } from "@plugsmith/schemas";

/** A bench that may listen, and when it signed the question. */
export interface StreamGrant {
  /** Id of the repository on GitHub. */
  readonly repository: number;
  readonly bench: string;
  readonly at: string;
}

export interface StreamLimits {
  readonly streams: number;
  readonly streamsPerRepository: number;
  /** Pause between signs of life. */
  readonly aliveMs: number;
  /** After this a bench must ask, and be checked, again. */
  readonly lifeMs: number;
  /** Bytes that wait for a bench that does not read. */
  readonly unreadBytes: number;
}

export const defaultStreamLimits: StreamLimits = {
  streams: 1024,
  streamsPerRepository: 256,
  aliveMs: 15_000,
  lifeMs: 3_600_000,
  unreadBytes: 16 * 1024,
};

export interface BenchStreams {
  /** Makes the response a stream. @throws ForgeError `bench_event_refused` where it may not be one. */
  open(grant: StreamGrant, response: ServerResponse): void;
  /** Tells every bench of a repository to look at its registry. */
  wake(repository: number): void;
  /** Ends all of them; nothing is opened any more. */
  end(): void;
  readonly size: number;
}

interface Stream {
  readonly grant: StreamGrant;
  readonly response: ServerResponse;
  readonly endsAt: number;
}

const refuse = (status: number, message: string, hint: string) =>
  new ForgeError("bench_event_refused", { message, hint, facts: { status } });
const later = "The bench asks the registry itself meanwhile, and tries the stream again.";

/**
 * Server-sent events to benches that listen. One event, `registry`, without content: whoever hears it looks for himself. One stream for
 * each bench; a newer one takes the older one's place, and a request that was used once opens nothing again.
 */
export function createBenchStreams(now: () => number, limits: StreamLimits = defaultStreamLimits): BenchStreams {
  const streams = new Map<string, Stream>();
  /** Newest request of each bench, as long as it could be sent again. */
  const newest = new Map<string, number>();
  let ended = false;

  function leave(key: string, stream: Stream): void {
    if (streams.get(key) === stream) streams.delete(key);
    stream.response.end();
  }

  function send([key, stream]: readonly [string, Stream], text: string): void {
    // Whoever does not read is gone, or holds our memory.
    if (stream.response.writableLength > limits.unreadBytes) {
      streams.delete(key);
      stream.response.destroy();
    } else stream.response.write(text);
  }

  const timer = setInterval(() => {
    for (const one of [...streams]) {
      if (one[1].endsAt <= now()) leave(...one);
      else send(one, ": alive\n\n");
    }
    for (const [key, at] of newest) if (!streams.has(key) && at < now() - limits.lifeMs) newest.delete(key);
  }, limits.aliveMs);
  timer.unref();

  return {
    open(grant, response) {
      const key = `${grant.repository} ${grant.bench}`;
      const at = Date.parse(grant.at);
      if (ended) throw refuse(503, "The bot is stopping.", later);
      if (at <= (newest.get(key) ?? Number.NEGATIVE_INFINITY))
        throw refuse(409, "A later request of this bench was here before.", "Sign a new one.");
      const known = streams.get(key);
      const own = [...streams.values()].filter(({ grant: other }) => other.repository === grant.repository).length;
      if (!known && (streams.size >= limits.streams || own >= limits.streamsPerRepository))
        throw refuse(503, "Too many benches listen.", later);
      newest.set(key, at);
      if (response.destroyed) return;
      if (known) leave(key, known);
      const stream: Stream = { grant, response, endsAt: now() + limits.lifeMs };
      streams.set(key, stream);
      response.once("close", () => leave(key, stream));
      response.socket?.setNoDelay(true);
      response.writeHead(200, {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        connection: "close",
        // Proxies that collect answers would hold the event back.
        "x-accel-buffering": "no",
      });
      response.write(": open\n\n");
    },
    wake(repository) {
      for (const one of [...streams])
        if (one[1].grant.repository === repository) send(one, "event: registry\ndata:\n\n");
    },
    end() {
      ended = true;
      clearInterval(timer);
      for (const one of [...streams]) leave(...one);
    },
    get size() {
      return streams.size;
    },
  };
}
