/** What the bot needs of any Octokit: `octokit.request`. Failures are errors with a numeric `status`. */
export type ApiRequest = (
  route: string,
  parameters?: Record<string, unknown>,
) => Promise<{
  readonly status: number;
  readonly data: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
}>;

/** Owner and name of a repository, as route parameters. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** The route parameters alone: anything more that the caller's object has would travel as a query. */
export const nameOf = ({ owner, repo }: RepositoryName): RepositoryName => ({ owner, repo });

/** HTTP status of a failed request, or null for any other error. */
export function getStatus(error: unknown): number | null {
  const status = typeof error === "object" && error !== null ? (error as { status?: unknown }).status : null;
  return typeof status === "number" ? status : null;
}
