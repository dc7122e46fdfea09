import { ForgeError } from "@plugsmith/schemas";
import { explainVaultStatus } from "./explain-vault-status.ts";
import type { VaultApi } from "./vault-api.ts";

const timeoutMs = 10_000;
const maximumBytes = 2 ** 20;

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text.length > maximumBytes) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const readErrors = (value: unknown): readonly unknown[] => {
  const errors = (value as { errors?: unknown } | null)?.errors;
  return Array.isArray(errors) ? errors : [];
};

/** Vault's HTTP API. Redirects are refused: the token would go with them to whoever is named. */
export function createVaultTransport({
  url,
  namespace,
}: {
  readonly url: string;
  readonly namespace?: string;
}): VaultApi {
  return async ({ method, path, body, token }) => {
    let response: Response;
    try {
      response = await fetch(`${url}/v1/${path}`, {
        method,
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          "x-vault-request": "true",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(token === undefined ? {} : { "x-vault-token": token }),
          ...(namespace === undefined ? {} : { "x-vault-namespace": namespace }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      // No cause: undici's errors hold the request with its headers.
      const timedOut = error instanceof Error && error.name === "TimeoutError";
      throw new ForgeError("signing_service_failed", {
        message: timedOut ? "Vault did not answer in 10 seconds." : "Vault cannot be reached.",
        hint: "Check signing.vault.url, and that this machine reaches it.",
        facts: { reason: timedOut ? "timeout" : "unreachable" },
      });
    }
    const value = await readJson(response);
    if (response.status >= 300 && response.status < 400)
      throw new ForgeError("signing_service_failed", {
        message: "Vault sends to another address, and the token would follow.",
        hint: "Name the active node's address in signing.vault.url.",
        facts: { reason: "redirected", status: response.status },
      });
    if (!response.ok) {
      const secrets = [token ?? "", ...Object.values(body ?? {}).filter((each) => typeof each === "string")];
      throw explainVaultStatus(response.status, readErrors(value), secrets as string[]);
    }
    return value;
  };
}
