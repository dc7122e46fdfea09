import { randomBytes } from "node:crypto";
import { type Fields, refuse, takeFields } from "./fake-vault-refusal.ts";

interface Token {
  readonly renewable: boolean;
  readonly ttlSeconds: number;
  readonly maximumEnd: number;
  end: number;
}

export interface TokenOptions {
  readonly ttlSeconds?: number;
  /** Age at which no renewal helps any more; default four times the ttl. */
  readonly maximumSeconds?: number;
  readonly renewable?: boolean;
}

/** Tokens of the double, with leases that end. */
export class FakeVaultTokens {
  readonly #tokens = new Map<string, Token>();
  readonly #now: () => number;
  /** What a login with this role needs; the token's options. */
  readonly roles = new Map<string, { readonly jwt: string; readonly options: TokenOptions }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  issue({ ttlSeconds = 600, maximumSeconds = ttlSeconds * 4, renewable = true }: TokenOptions = {}): string {
    const token = `hvs.${randomBytes(16).toString("hex")}`;
    const now = this.#now();
    const end = ttlSeconds === 0 ? Number.POSITIVE_INFINITY : now + ttlSeconds * 1000;
    this.#tokens.set(token, { renewable, ttlSeconds, end, maximumEnd: now + maximumSeconds * 1000 });
    return token;
  }

  list(): string[] {
    return [...this.#tokens.keys()];
  }

  revoke(token: string): void {
    this.#tokens.delete(token);
  }

  require(token: string | undefined): Token {
    const found = this.#tokens.get(token ?? "");
    return found && found.end > this.#now() ? found : refuse(403, "permission denied");
  }

  #secondsLeft(token: Token): number {
    return token.end === Number.POSITIVE_INFINITY ? 0 : Math.floor((token.end - this.#now()) / 1000);
  }

  lookup(name: string | undefined): Fields {
    const token = this.require(name);
    return { ttl: this.#secondsLeft(token), renewable: token.renewable, type: "service" };
  }

  /** `auth` of a renewal. */
  renew(name: string | undefined, body: Fields): Fields {
    takeFields(body, []);
    const token = this.require(name);
    if (!token.renewable) refuse(400, "lease is not renewable");
    token.end = Math.min(this.#now() + token.ttlSeconds * 1000, token.maximumEnd);
    return { client_token: name, lease_duration: this.#secondsLeft(token), renewable: true };
  }

  /** `auth` of a login. */
  login(body: Fields): Fields {
    const { role, jwt } = takeFields(body, ["role", "jwt"]);
    const known = this.roles.get(String(role)) ?? refuse(400, `role "${String(role)}" could not be found`);
    if (jwt !== known.jwt) refuse(400, "error validating token: invalid audience (aud) claim");
    const token = this.issue(known.options);
    return {
      client_token: token,
      lease_duration: known.options.ttlSeconds ?? 600,
      renewable: known.options.renewable ?? true,
    };
  }
}
