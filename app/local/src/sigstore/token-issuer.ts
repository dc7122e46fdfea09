import { generateKeyPairSync, sign, verify } from "node:crypto";
import { demand } from "./refusal.ts";

export type TokenClaims = Readonly<Record<string, unknown>>;

export interface TokenIssuer {
  /** Public keys as a JWKS document. */
  readonly jwks: { readonly keys: readonly Record<string, unknown>[] };
  /** Signs a token; `iss`, `aud` ("sigstore"), `iat`, `nbf` and `exp` (5 minutes) are filled in where not given. */
  mint(claims: TokenClaims): string;
  /** The claims of a token of this issuer for this audience that is valid now; a Refusal 401 otherwise. */
  verify(token: string, audience: string): Record<string, unknown>;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decode = (part: string | undefined): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? "", "base64url").toString("utf8"));
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // Falls through to the same refusal as any other text that is no token.
  }
  demand(false, "malformed token", 401);
  return {};
};

const seconds = () => Math.floor(Date.now() / 1000);

/** An OIDC issuer with one ES256 key made for this process. `issuer` is read late: the port is known only after listening. */
export function makeTokenIssuer(issuer: () => string): TokenIssuer {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const keyId = "local-1";
  const encoding = { dsaEncoding: "ieee-p1363" } as const;
  return {
    jwks: { keys: [{ ...publicKey.export({ format: "jwk" }), kid: keyId, alg: "ES256", use: "sig" }] },
    mint(claims) {
      const now = seconds();
      const head = encode({ alg: "ES256", typ: "JWT", kid: keyId });
      const body = encode({ iss: issuer(), aud: "sigstore", iat: now, nbf: now - 5, exp: now + 300, ...claims });
      const signature = sign("sha256", Buffer.from(`${head}.${body}`), { key: privateKey, ...encoding });
      return `${head}.${body}.${signature.toString("base64url")}`;
    },
    verify(token, audience) {
      const [head, body, signature, rest] = token.split(".");
      demand(rest === undefined && signature !== undefined, "malformed token", 401);
      demand(decode(head)["alg"] === "ES256", "unexpected token algorithm", 401);
      const isSigned = verify(
        "sha256",
        Buffer.from(`${head}.${body}`),
        { key: publicKey, ...encoding },
        Buffer.from(signature, "base64url"),
      );
      demand(isSigned, "invalid token signature", 401);
      const claims = decode(body);
      demand(claims["iss"] === issuer(), "unknown token issuer", 401);
      demand(claims["aud"] === audience, "wrong token audience", 401);
      demand(typeof claims["exp"] === "number" && claims["exp"] > seconds(), "token expired", 401);
      demand(typeof claims["nbf"] === "number" && claims["nbf"] <= seconds(), "token not valid yet", 401);
      demand(typeof claims["sub"] === "string" && claims["sub"] !== "", "token without subject", 401);
      return claims;
    },
  };
}
