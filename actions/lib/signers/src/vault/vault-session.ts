import { ForgeError } from "@plugsmith/schemas";
import { parseVaultAuth, parseVaultLookup, type VaultLease } from "./parse-vault-answers.ts";
import type { VaultApi } from "./vault-api.ts";

export interface VaultAccess {
  /** A token, or a login with the job's identity. */
  readonly credentials:
    | { readonly token: string }
    | { readonly role: string; readonly mount: string; getJwt(): Promise<string> };
  /** Milliseconds since 1970. */
  now(): number;
}

interface Held {
  readonly lease: VaultLease;
  readonly since: number;
}

/** Answers a token that lives; used by one signer only. */
export interface VaultSession {
  /** @throws ForgeError `signing_service_failed`, with reason `token_expired` where nothing can prolong it. */
  getToken(): Promise<string>;
  /** Forgets the token after Vault denied it. Answers whether another one can be had. */
  drop(): boolean;
}

// A request takes at most ten seconds; a token with less left could end in the middle of it.
const leastSeconds = 15;

const secondsLeft = ({ lease, since }: Held, now: number) =>
  lease.seconds === 0 ? Number.POSITIVE_INFINITY : lease.seconds - (now - since) / 1000;

/** Past two thirds of its life a token is renewed. */
const isFresh = (held: Held, now: number) => secondsLeft(held, now) > Math.max(held.lease.seconds / 3, leastSeconds);

/** Keeps a token alive: renews it past two thirds of its life, logs in again where it can, and says so where it cannot. */
export function openVaultSession(api: VaultApi, { credentials, now }: VaultAccess): VaultSession {
  let held: Held | undefined;

  async function begin(): Promise<Held> {
    if ("token" in credentials) {
      const { token } = credentials;
      const answer = await api({ method: "GET", path: "auth/token/lookup-self", token });
      return { lease: parseVaultLookup(answer, token), since: now() };
    }
    const { role, mount } = credentials;
    const body = { role, jwt: await credentials.getJwt() };
    return { lease: parseVaultAuth(await api({ method: "POST", path: `auth/${mount}/login`, body })), since: now() };
  }

  async function renew(old: Held): Promise<Held> {
    const { token } = old.lease;
    const answer = await api({ method: "POST", path: "auth/token/renew-self", body: {}, token });
    return { lease: parseVaultAuth(answer), since: now() };
  }

  async function prolong(old: Held): Promise<Held> {
    let refusal: unknown;
    if (old.lease.renewable && secondsLeft(old, now()) > 0) {
      try {
        const renewed = await renew(old);
        // At its maximum age a token renews to less and less.
        if (secondsLeft(renewed, now()) > leastSeconds) return renewed;
      } catch (error) {
        refusal = error;
      }
    }
    if (!("token" in credentials)) return begin();
    // It still lives: better to try than to refuse.
    if (secondsLeft(old, now()) > leastSeconds) return old;
    throw new ForgeError("signing_service_failed", {
      message: "The Vault token has expired and cannot be renewed.",
      hint: "Give another token, or let the job log in: set signing.vault.role.",
      facts: { reason: "token_expired" },
      cause: refusal,
    });
  }

  return {
    async getToken() {
      held ??= await begin();
      if (!isFresh(held, now())) held = await prolong(held);
      return held.lease.token;
    },
    drop() {
      held = undefined;
      return !("token" in credentials);
    },
  };
}
