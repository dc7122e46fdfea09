import { randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Mints the token of one job; `issuer` is the address under which verifiers know the key. */
export interface OidcMinter {
  mintToken(claims: Record<string, unknown>): string;
  readonly issuer: string;
}

export interface OidcServer {
  /** Opens the door for one job; `close` shuts it when the job ends. */
  open(
    claims: Record<string, unknown>,
    defaultAudience: string,
  ): Promise<{ url: string; secret: string; close(): void }>;
  close(): Promise<void>;
}

const lifetimeSeconds = 300;

/** The token service of a runner on 127.0.0.1: each job has its own address and secret, and gets only its own claims. */
export function createOidcServer(minter: OidcMinter): OidcServer {
  const doors = new Map<string, { secret: Buffer; claims: Record<string, unknown>; audience: string }>();
  let listening: Promise<Server> | undefined;

  const answer = (path: string, authorization: string, audience: string | null): [number, object] => {
    const door = doors.get(path);
    const given = Buffer.from(authorization.replace(/^bearer /i, ""));
    if (!door || given.length !== door.secret.length || !timingSafeEqual(given, door.secret)) {
      return [401, { message: "The job's request token is missing or wrong." }];
    }
    const now = Math.floor(Date.now() / 1000);
    const times = { iat: now, nbf: now, exp: now + lifetimeSeconds };
    const aud = audience ?? door.audience;
    return [200, { value: minter.mintToken({ ...door.claims, ...times, iss: minter.issuer, aud, jti: randomUUID() }) }];
  };
  const start = () =>
    new Promise<Server>((resolve) => {
      // Jobs end idle connections: a busy process would end them before it reads what they still sent.
      const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
        const url = new URL(request.url ?? "/", "http://127.0.0.1");
        const [status, body] = answer(
          url.pathname,
          request.headers.authorization ?? "",
          url.searchParams.get("audience"),
        );
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
      server.listen(0, "127.0.0.1", () => resolve(server));
    });

  return {
    async open(claims, audience) {
      listening ??= start();
      const { port } = (await listening).address() as AddressInfo;
      const path = `/idtoken/${randomUUID()}`;
      const secret = randomBytes(32).toString("base64url");
      doors.set(path, { secret: Buffer.from(secret), claims, audience });
      // Clients append "&audience=…", so the address must already have a query, as GitHub's has.
      return { url: `http://127.0.0.1:${port}${path}?api-version=2.0`, secret, close: () => doors.delete(path) };
    },
    async close() {
      const server = await listening;
      server?.closeAllConnections();
      await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
    },
  };
}
