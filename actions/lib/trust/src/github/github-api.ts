/** An answer of GitHub's REST API. `body` is parsed JSON, or null when there is none. */
export interface GitHubAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What gathering and publishing need of GitHub's REST API; paths begin with `/repos/…`. */
export interface GitHubApi {
  /** One request, whatever it answers. @throws ForgeError `publish_failed` only when GitHub cannot be reached. */
  request(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<GitHubAnswer>;
  /** Sends bytes to a release's upload address. */
  upload(url: string, contentType: string, bytes: Uint8Array): Promise<GitHubAnswer>;
  /**
   * Bytes of a release's file, or of what GitHub serves by another `accept` (artifacts know only its own).
   * @throws ForgeError `publish_failed`.
   */
  download(path: string, accept?: string): Promise<Uint8Array>;
}
