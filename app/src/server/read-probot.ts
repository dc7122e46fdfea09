import { Probot, ProbotOctokit } from "probot";
import type { ServerConfig } from "./read-server-config.ts";

/**
 * Waiting inside a request holds up everything else of the repository, and ends with the process: short waits only. For
 * longer ones the guard keeps quiet and the queue tries again when GitHub said.
 */
const patience = {
  onRateLimit: (seconds: number, options: { request?: { retryCount?: number } }) =>
    seconds <= 5 && (options.request?.retryCount ?? 0) === 0,
  onSecondaryRateLimit: () => false,
};

/**
 * Probot for this configuration: its App authentication, token cache and Octokit, without its own server. Throttling is
 * switched off by the function form of `defaults`, because Probot sets its own options over an object.
 */
export function readProbot(config: ServerConfig): Probot {
  const Octokit = config.throttle
    ? ProbotOctokit.defaults((options: Record<string, unknown>) => ({
        ...options,
        throttle: { ...(options["throttle"] as object | undefined), ...patience },
      }))
    : ProbotOctokit.defaults((options: Record<string, unknown>) => ({
        ...options,
        throttle: { ...(options["throttle"] as object | undefined), enabled: false },
        retry: { ...(options["retry"] as object | undefined), enabled: false },
      }));
  return new Probot({
    appId: config.appId,
    privateKey: config.privateKey,
    secret: config.webhookSecret,
    baseUrl: config.apiUrl,
    Octokit: Octokit as typeof ProbotOctokit,
    logFormat: "json",
    logLevel: "info",
  });
}
