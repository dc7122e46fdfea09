import type { Role } from "../local-github.ts";

/** What a route asks of its caller. */
export interface RouteRule {
  method: string;
  /** Matches the path below /repos/{owner}/{repo}, or the whole path when `whole`. */
  path: RegExp;
  /** Any one of these permissions is enough for an integration; empty: every token may. */
  permissions: string[];
  level: "read" | "write";
  /** Least role of a person. */
  role: Role;
}

const none: string[] = [];
const either = ["issues", "pull_requests"];

/**
 * GitHub's "Permissions required for GitHub Apps" for the routes of this local GitHub; anything else is refused to integrations.
 * https://docs.github.com/rest/authentication/permissions-required-for-github-apps
 */
export const routeRules: RouteRule[] = [
  rule("GET", "", none),
  rule("PATCH", "", ["administration"], "admin"),
  rule("DELETE", "", ["administration"], "admin"),
  rule(
    "GET",
    "/(installation|topics|languages|contributors|collaborators(/[^/]+(/permission)?)?|rulesets.*|rules/branches/.+)",
    none,
  ),
  rule("PUT|DELETE", "/collaborators/[^/]+", ["administration"], "admin"),
  rule("GET|PUT|PATCH|POST|DELETE", "/branches/.+/protection.*", ["administration"], "admin"),

  rule(
    "GET",
    "/(contents.*|readme|git/.+|commits|commits/[^/]+|branches.*|compare/.+|tags|releases.*|(tarball|zipball)/.+|comments.*)",
    ["contents"],
  ),
  rule("PUT|DELETE", "/contents/.+", ["contents"], "write"),
  rule("POST|PATCH|DELETE", "/git/(refs|trees|commits|blobs|tags).*", ["contents"], "write"),
  rule("POST|PATCH|DELETE", "/releases.*", ["contents"], "write"),
  rule("POST", "/(merges|dispatches)", ["contents"], "write"),
  rule("PUT", "/pulls/\\d+/merge", ["contents"], "write"),

  rule("GET", "/issues(/\\d+)?", either),
  rule("GET", "/issues/(comments.*|events.*|\\d+/(comments|labels|events|timeline|reactions))", either),
  rule("GET", "/(labels.*|milestones.*)", either),
  rule("POST", "/issues", ["issues"], "read"),
  rule("PATCH", "/issues/\\d+", either, "read"),
  rule("POST", "/issues/\\d+/(comments|reactions)", either, "read"),
  rule("PATCH|DELETE", "/issues/comments/\\d+", either, "read"),
  rule("POST", "/issues/comments/\\d+/reactions", either, "read"),
  rule("DELETE", "/issues(/comments)?/\\d+/reactions/\\d+", either, "read"),
  rule("POST|PUT|DELETE", "/issues/\\d+/(labels.*|assignees|lock)", either, "triage"),
  rule("POST|PATCH|DELETE", "/(labels.*|milestones.*)", either, "write"),

  rule("GET", "/pulls.*", ["pull_requests"]),
  rule("GET", "/commits/[^/]+/pulls", ["pull_requests"]),
  rule("POST", "/pulls", ["pull_requests"], "read"),
  rule("PATCH", "/pulls/\\d+", ["pull_requests"], "read"),
  rule("POST", "/pulls/\\d+/(reviews|comments).*", ["pull_requests"], "read"),
  rule("POST", "/pulls/comments/\\d+/reactions", ["pull_requests"], "read"),
  rule("PATCH|DELETE", "/pulls/comments/\\d+", ["pull_requests"], "read"),
  rule("PUT|DELETE", "/pulls/\\d+/reviews/\\d+", ["pull_requests"], "read"),
  rule("PUT", "/pulls/\\d+/reviews/\\d+/dismissals", ["pull_requests"], "write"),
  rule("POST|DELETE", "/pulls/\\d+/requested_reviewers", ["pull_requests"], "triage"),
  rule("PUT", "/pulls/\\d+/update-branch", ["pull_requests"], "write"),

  rule("GET", "/(check-runs|check-suites)/.+", ["checks"]),
  rule("GET", "/commits/.+/(check-runs|check-suites)", ["checks"]),
  rule("POST|PATCH", "/(check-runs|check-suites).*", ["checks"], "write"),
  rule("GET", "/commits/.+/(status|statuses)", ["statuses"]),
  rule("POST", "/statuses/[0-9a-f]+", ["statuses"], "write"),

  rule("GET", "/actions/.+", ["actions"]),
  rule("POST|PUT|DELETE", "/actions/.+", ["actions"], "write"),
  rule("GET", "/actions/secrets.*", ["secrets"], "write"),
  rule("PUT|DELETE", "/actions/secrets.*", ["secrets"], "write"),

  rule("GET", "/deployments.*", ["deployments"]),
  rule("POST|DELETE", "/deployments.*", ["deployments"], "write"),
  rule("GET", "/environments.*", ["actions"]),
];

/** Routes outside a repository that integrations may ask. */
export const siteRules: { method: string; path: RegExp; permissions: string[] }[] = [
  {
    method: "GET",
    path: /^\/(rate_limit|meta|users\/[^/]+|user\/\d+|orgs\/[^/]+|installation\/repositories|apps\/[^/]+|search\/issues|repositories\/\d+)?$/,
    permissions: none,
  },
  { method: "GET", path: /^\/orgs\/[^/]+\/(members|memberships|teams)(\/.*)?$/, permissions: ["members"] },
  { method: "DELETE", path: /^\/installation\/token$/, permissions: none },
  { method: "GET", path: /^\/_artifacts\//, permissions: none },
  { method: "GET", path: /^\/[^/]+\/[^/]+\/(releases\/download|raw)\//, permissions: none },
];

function rule(methods: string, path: string, permissions: string[], role: Role = "read"): RouteRule {
  const write = !methods.startsWith("GET") || methods.includes("|");
  return { method: methods, path: new RegExp(`^${path}$`), permissions, level: write ? "write" : "read", role };
}

/** The rule of a request below a repository; `rest` starts with "/" or is empty. The last match wins: later rules are narrower. */
export function findRule(method: string, rest: string): RouteRule | undefined {
  return routeRules.findLast((candidate) => candidate.method.split("|").includes(method) && candidate.path.test(rest));
}
