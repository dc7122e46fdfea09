import { ForgeError } from "@plugsmith/schemas";
import type { TokenProvider } from "./token-provider.ts";

/** What the runner gives a job with `id-token: write`. */
export interface ActionsTokenEnvironment {
  readonly ACTIONS_ID_TOKEN_REQUEST_URL?: string | undefined;
  readonly ACTIONS_ID_TOKEN_REQUEST_TOKEN?: string | undefined;
}

const audience = "sigstore";

/**
 * Asks the Actions token service for a token of audience "sigstore". The token itself appears in no error.
 * @throws ForgeError `signing_failed` when the job may not have one or the service does not answer.
 */
export function makeActionsTokenProvider(environment: ActionsTokenEnvironment, fetcher = fetch): TokenProvider {
  return {
    async getToken() {
      const { ACTIONS_ID_TOKEN_REQUEST_URL: address, ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret } = environment;
      if (!address || !secret)
        throw new ForgeError("signing_failed", {
          message: "This job may not ask for an OIDC token.",
          hint: "Give the sign job the permission `id-token: write`.",
        });
      const url = new URL(address);
      url.searchParams.set("audience", audience);
      const response = await fetcher(url, {
        headers: { accept: "application/json", authorization: `Bearer ${secret}` },
        signal: AbortSignal.timeout(20_000),
      });
      const body: unknown = response.ok ? await response.json() : undefined;
      const token = typeof body === "object" && body !== null && "value" in body ? body.value : undefined;
      if (typeof token !== "string" || token.split(".").length !== 3)
        throw new ForgeError("signing_failed", {
          message: `The token service answered ${response.status} without a token.`,
          hint: "Run the job again; if it fails again, check https://www.githubstatus.com.",
        });
      return token;
    },
  };
}
