import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type LocalFulcio, makeLocalFulcio } from "./local-fulcio.ts";
import { type LocalRekor, makeLocalRekor } from "./local-rekor.ts";
import { type LocalTimestampAuthority, makeLocalTimestampAuthority } from "./local-timestamp-authority.ts";
import { demand, Refusal } from "./refusal.ts";
import { renderTrustedRoot } from "./render-trusted-root.ts";
import { type Reply, renderJson } from "./reply.ts";
import { makeTokenIssuer, type TokenClaims, type TokenIssuer } from "./token-issuer.ts";

export interface LocalSigstore {
  /** One address for OIDC issuer, Fulcio, Rekor and timestamp authority. */
  readonly url: string;
  readonly issuer: string;
  /** Sigstore TrustedRoot JSON of these services. */
  readonly trustedRoot: Record<string, unknown>;
  /** A signed OIDC token, as GitHub's token service would give a job; audience "sigstore" unless claims say otherwise. */
  mintToken(claims: TokenClaims): string;
  close(): Promise<void>;
}

interface Services {
  readonly issuer: TokenIssuer;
  readonly url: () => string;
  readonly fulcio: LocalFulcio;
  readonly rekor: LocalRekor;
  readonly timestamps: LocalTimestampAuthority;
}

const maximumBody = 4 * 2 ** 20;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    demand(size <= maximumBody, "the request is too large", 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function answer(request: IncomingMessage, services: Services): Promise<Reply> {
  const { issuer, url, fulcio, rekor, timestamps } = services;
  const { pathname } = new URL(request.url ?? "/", url());
  const route = `${request.method} ${pathname}`;
  if (route === "GET /.well-known/openid-configuration")
    return renderJson(200, {
      issuer: url(),
      jwks_uri: `${url()}/.well-known/jwks`,
      response_types_supported: ["id_token"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["ES256"],
    });
  if (route === "GET /.well-known/jwks") return renderJson(200, issuer.jwks);
  if (route === `POST ${fulcio.path}`) return fulcio.issue(await readBody(request));
  if (route === `POST ${rekor.path}`) return rekor.append(await readBody(request));
  if (route === `POST ${rekor.pathV2}`) return rekor.appendV2(await readBody(request));
  if (route.startsWith(`GET ${rekor.path}/`)) return rekor.find(pathname.slice(rekor.path.length + 1));
  if (route === `POST ${timestamps.path}`) return timestamps.stamp(await readBody(request));
  return renderJson(404, { message: "no such route" });
}

async function respond(request: IncomingMessage, response: ServerResponse, services: Services): Promise<void> {
  const reply = await answer(request, services).catch((error: unknown) =>
    renderJson(error instanceof Refusal ? error.status : 400, {
      message: error instanceof Error ? error.message : "bad request",
    }),
  );
  const location = reply.location === undefined ? {} : { location: reply.location };
  response.writeHead(reply.status, { "content-type": reply.contentType, ...location });
  response.end(reply.body);
}

/**
 * Starts the local stand-in for Sigstore: OIDC issuer, Fulcio with certificate log, Rekor v1 and v2 and a timestamp authority over
 * real HTTP on 127.0.0.1. Keys are made for this process and die with it.
 * @param options.port default 0, any free port.
 * @param options.timestampNow clock of the timestamp authority, milliseconds since 1970; default the machine's.
 */
export async function startLocalSigstore(
  options: { readonly port?: number; readonly timestampNow?: () => number } = {},
): Promise<LocalSigstore> {
  let origin = "";
  const url = () => `http://${origin}`;
  const issuer = makeTokenIssuer(url);
  const [fulcio, timestamps] = await Promise.all([
    makeLocalFulcio(issuer),
    makeLocalTimestampAuthority(options.timestampNow),
  ]);
  const rekor = makeLocalRekor(() => origin);
  const services = { issuer, url, fulcio, rekor, timestamps };
  // Clients end idle connections: a busy process would end them before it reads what they still sent.
  const server = createServer(
    { keepAliveTimeout: 0 },
    (request, response) => void respond(request, response, services),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  origin = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const trustedRoot = renderTrustedRoot({
    url: url(),
    logKey: rekor.publicKey,
    certificateLogKey: fulcio.logKey,
    authority: fulcio.rootCertificate,
    timestampChain: timestamps.certificates,
  });
  return {
    url: url(),
    issuer: url(),
    trustedRoot,
    mintToken: (claims) => issuer.mint(claims),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
