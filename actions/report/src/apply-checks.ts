import { ForgeError } from "@plugsmith/schemas";
import type { CheckRun } from "./render-check.ts";

export interface ChecksTarget {
  readonly apiUrl: string;
  readonly repository: string;
  readonly token: string;
  readonly fetch: typeof globalThis.fetch;
}

interface Known {
  readonly id: number;
  readonly external_id: string;
}

const requestMs = 20_000;

async function ask(target: ChecksTarget, method: string, path: string, body?: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await target.fetch(`${target.apiUrl}/repos/${target.repository}${path}`, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${target.token}`,
        "content-type": "application/json",
        "user-agent": "plugsmith",
        "x-github-api-version": "2022-11-28",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: "error",
      signal: AbortSignal.timeout(requestMs),
    });
  } catch (cause) {
    throw new ForgeError("report_failed", { message: `GitHub did not answer ${method} ${path.split("?")[0]}.`, cause });
  }
  if (!response.ok) {
    throw new ForgeError("report_failed", {
      message: `GitHub answered ${response.status} to ${method} ${path.split("?")[0]}.`,
      hint: response.status === 403 ? "Give the job `permissions: checks: write`." : "Run the job again.",
    });
  }
  return response.json();
}

/**
 * Creates each check run, or updates the one this forge made for the same plugin, step and commit. Running it twice leaves
 * one check run per step.
 * @throws ForgeError `report_failed`.
 */
export async function applyChecks(
  target: ChecksTarget,
  checks: readonly CheckRun[],
): Promise<{ created: number; updated: number }> {
  let created = 0;
  let updated = 0;
  for (const check of checks) {
    const query = `?check_name=${encodeURIComponent(check.name)}&filter=all&per_page=100`;
    const answer = (await ask(target, "GET", `/commits/${check.head_sha}/check-runs${query}`)) as {
      check_runs?: Known[];
    };
    const known = answer.check_runs?.find(({ external_id }) => external_id === check.external_id);
    if (known) {
      const { head_sha: _sha, ...changes } = check;
      await ask(target, "PATCH", `/check-runs/${known.id}`, changes);
      updated += 1;
    } else {
      await ask(target, "POST", "/check-runs", check);
      created += 1;
    }
  }
  return { created, updated };
}
