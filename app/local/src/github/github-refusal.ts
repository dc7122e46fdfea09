/** An answer of GitHub's that is not a success. `status` is the HTTP status; `errors` is GitHub's list of field errors. */
export class GitHubRefusal extends Error {
  readonly status: number;
  readonly errors: unknown[] | undefined;

  constructor(status: number, message: string, errors?: unknown[]) {
    super(message);
    this.status = status;
    this.errors = errors;
  }

  toResponse(): Response {
    const body = {
      message: this.message,
      ...(this.errors ? { errors: this.errors } : {}),
      documentation_url: "https://docs.github.com/rest",
      status: String(this.status),
    };
    return Response.json(body, { status: this.status });
  }
}

/** Returns `value`, or refuses when it is missing: 404 unless told otherwise. */
export function need<T>(value: T | undefined | null | false | "", status = 404, message = "Not Found"): T {
  if (value === undefined || value === null || value === false || value === "")
    throw new GitHubRefusal(status, message);
  return value;
}
