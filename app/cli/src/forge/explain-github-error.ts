import { type ErrorCode, ForgeError } from "@plugsmith/schemas";

/** A refusal of GitHub in words for the person who asked. Keeps the HTTP status that readers decide by. */
class GitHubRefusal extends ForgeError {
  readonly status: number;
  constructor(code: ErrorCode, status: number, message: string, hint: string, cause: unknown) {
    super(code, { message, hint, cause, facts: { httpStatus: status } });
    this.status = status;
  }
}

const hints = {
  token: "Make a token that may read and write issues and pull requests there, and export it as GITHUB_TOKEN.",
  limit: "Wait until GitHub lets you ask again (within an hour), or use another token.",
  access: "Ask a maintainer for access, or use a token that may write issues and pull requests of this repository.",
  missing: "Check the number and --repository. GitHub answers the same where the token may not see the repository.",
  refused: "Change what GitHub names and try again.",
  later: "Try again in a while; nothing was changed.",
  reach: "Check GITHUB_API_URL and the network, then try again.",
};

/**
 * What went wrong with a call to GitHub: what happened, why, and what to do. A failure that is already explained, or
 * that is no answer of GitHub's, is returned as it is.
 * @param route what was asked, for example `POST /repos/{owner}/{repo}/issues`
 * @param origin where it was asked, for example `https://api.github.com`
 */
export function explainGitHubError(error: unknown, route: string, origin: string): unknown {
  const { status, reason } = error as { status?: unknown; reason?: unknown };
  if (typeof status !== "number") {
    // fetch rejects with a TypeError when nobody answers, and with a TimeoutError when nobody answers in time.
    const silent = error instanceof TypeError || (error instanceof DOMException && error.name === "TimeoutError");
    if (!silent) return error;
    const cause = error.cause as NodeJS.ErrnoException | undefined;
    const why = cause?.code ?? cause?.message ?? error.name;
    return new ForgeError("github_unreachable", {
      message: `Nobody answers at ${origin} (${why}).`,
      hint: hints.reach,
      cause: error,
    });
  }
  const words = typeof reason === "string" && reason !== "" ? reason : "no reason given";
  const make = (code: ErrorCode, message: string, hint: string) =>
    new GitHubRefusal(code, status, message, hint, error);
  if (status === 401)
    return make("github_token_invalid", `GitHub does not accept the token (401: ${words}).`, hints.token);
  if (status === 429 || (status === 403 && /rate limit|abuse/i.test(words)))
    return make("github_refused", `GitHub asks to slow down (${status}: ${words}).`, hints.limit);
  if (status === 403)
    return make("github_refused", `The token may not do this: ${route} (403: ${words}).`, hints.access);
  if (status === 404 || status === 410)
    return make("github_refused", `GitHub does not find it: ${route} (${status}: ${words}).`, hints.missing);
  if (status >= 500) return make("github_unreachable", `GitHub failed: ${route} (${status}: ${words}).`, hints.later);
  return make("github_refused", `GitHub refused ${route} (${status}: ${words}).`, hints.refused);
}
