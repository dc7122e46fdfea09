export interface VaultRequest {
  readonly method: "GET" | "POST";
  /** Below /v1/. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly token?: string;
}

/** One request to Vault. Answers the JSON of a 2xx. @throws ForgeError `signing_service_failed` with `facts.reason`. */
export type VaultApi = (request: VaultRequest) => Promise<unknown>;
