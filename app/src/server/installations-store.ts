import { ForgeError } from "@plugsmith/schemas";
import type { ProbotOctokit } from "probot";
import type { Connection } from "../forge-app.ts";
import { getStatus } from "../github/api-request.ts";
import { asArray, asId, asRecord, asText } from "../github/decode-value.ts";
import { readPages } from "../github/read-pages.ts";
import type { HintRepository } from "../hints/hint.ts";

/** The part of Probot that gives clients: for the App without an id, else for an installation. */
export interface ClientSource {
  auth(installationId?: number): Promise<ProbotOctokit>;
}

export interface InstalledRepository {
  readonly repository: HintRepository;
  readonly connection: Connection;
}

const missingMs = 60_000;

/** A connection over an installation's client; git gets a token of the same installation. */
export function connectOctokit(octokit: ProbotOctokit): Connection {
  return {
    // A write that was answered with an error may have been done; what it did is read before it is tried again.
    request: async (route, parameters) =>
      octokit.request(route, route.startsWith("GET ") ? parameters : { ...parameters, request: { retries: 0 } }),
    getToken: async () => {
      const auth = (await octokit.auth({ type: "installation" })) as { token?: unknown };
      return typeof auth.token === "string" ? auth.token : null;
    },
  };
}

function decodeRepository(value: unknown): HintRepository | null {
  const record = asRecord(value);
  const [owner, repo, id] = [asText(asRecord(record["owner"])["login"]), asText(record["name"]), asId(record["id"])];
  return owner === "" || repo === "" || id === 0
    ? null
    : { owner, repo, id, defaultBranch: asText(record["default_branch"]) || "main" };
}

/** Finds the repositories that the App is installed on: for the sweep at start, and for what benches post. */
export function createInstallationsStore(clients: ClientSource) {
  const known = new Map<string, InstalledRepository>();
  const missing = new Map<string, number>();

  async function readAll(): Promise<InstalledRepository[]> {
    const app = await clients.auth();
    const installations = await readPages(
      (route, parameters) => app.request(route, parameters),
      "GET /app/installations",
      {},
    );
    const found: InstalledRepository[] = [];
    for (const installation of installations) {
      const connection = connectOctokit(await clients.auth(asId(asRecord(installation)["id"])));
      const repositories = await readPages(
        connection.request,
        "GET /installation/repositories",
        {},
        { key: "repositories" },
      );
      for (const repository of asArray(repositories).map(decodeRepository))
        if (repository) found.push({ repository, connection });
    }
    for (const one of found) known.set(`${one.repository.owner}/${one.repository.repo}`.toLowerCase(), one);
    return found;
  }

  async function readOne(owner: string, repo: string): Promise<InstalledRepository | null> {
    const app = await clients.auth();
    try {
      const { data } = await app.request("GET /repos/{owner}/{repo}/installation", { owner, repo });
      const connection = connectOctokit(await clients.auth(asId(asRecord(data)["id"])));
      const answer = await connection.request("GET /repos/{owner}/{repo}", { owner, repo });
      const repository = decodeRepository(answer.data);
      return repository && { repository, connection };
    } catch (error) {
      if (getStatus(error) === 404) return null;
      throw error;
    }
  }

  return {
    readAll,
    /** Remembers a repository that a signed webhook named. */
    remember(one: InstalledRepository) {
      known.set(`${one.repository.owner}/${one.repository.repo}`.toLowerCase(), one);
    },
    /** The connection to a repository by name. @throws ForgeError `bench_event_refused` where the App is not installed. */
    async find(fullName: string, now: number): Promise<InstalledRepository> {
      const key = fullName.toLowerCase();
      const cached = known.get(key);
      if (cached) return cached;
      const refused = new ForgeError("bench_event_refused", {
        message: "This forge does not serve that repository.",
        facts: { status: 401 },
      });
      // Anybody may ask for any name: an absent one is asked of GitHub once a minute, and only so many are remembered.
      if ((missing.get(key) ?? 0) > now - missingMs || missing.size > 1000) {
        if (missing.size > 1000) missing.clear();
        throw refused;
      }
      const [owner = "", repo = ""] = key.split("/");
      const found = await readOne(owner, repo);
      if (!found) {
        missing.set(key, now);
        throw refused;
      }
      known.set(key, found);
      return found;
    },
  };
}
