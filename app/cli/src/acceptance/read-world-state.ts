import type { DoorWorld } from "./open-door-world.ts";

interface Thread {
  readonly number: number;
  readonly state: string;
  readonly body: string | null;
  readonly labels: readonly { readonly name: string }[];
}

/** Everything of the forge repository that a person can see: threads, comments, branches, releases, runs. */
export async function readWorldState(world: DoorWorld) {
  const admin = world.as("admin");
  const list = async <T>(route: string, parameters: Record<string, unknown> = {}): Promise<T[]> => {
    const all: T[] = [];
    for (let page = 1; ; page += 1) {
      const { data } = await admin.request(`GET /repos/{owner}/{repo}${route}`, {
        ...admin.repository,
        ...parameters,
        per_page: 100,
        page,
      });
      all.push(...(data as T[]));
      if ((data as T[]).length < 100) return all;
    }
  };
  const threads = await list<Thread>("/issues", { state: "all" });
  const commentsOf = async (issue_number: number) =>
    (await list<{ body: string; user: { login: string } }>("/issues/{issue_number}/comments", { issue_number })).map(
      ({ user, body }) => `${user.login}: ${body}`,
    );
  const branches = await list<{ name: string; commit: { sha: string } }>("/branches");
  const releases = await list<{ tag_name: string; draft: boolean }>("/releases");
  return {
    threads: await Promise.all(
      threads.map(async ({ number, state, body, labels }) => ({
        number,
        state,
        body,
        labels: labels.map(({ name }) => name),
        comments: await commentsOf(number),
      })),
    ),
    branches: branches.map(({ name, commit }) => `${name} ${commit.sha}`).sort(),
    releases: releases.map(({ tag_name, draft }) => `${tag_name} ${draft}`),
    dispatched: [...world.dispatched],
  };
}
export type WorldState = Awaited<ReturnType<typeof readWorldState>>;
