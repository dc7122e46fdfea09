import type { GitHubAnswer } from "../github/github-api.ts";
import type { FakeGitHubState } from "./fake-github-state.ts";

interface KitBody {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly state: "open" | "closed";
  readonly state_reason: string;
}

function deleteComment(state: FakeGitHubState, id: number): GitHubAnswer {
  for (const comments of Object.values(state.comments)) {
    const at = comments.findIndex((entry) => (entry as { id?: number }).id === id);
    if (at >= 0) comments.splice(at, 1);
    if (at >= 0) return { status: 204, body: null };
  }
  return { status: 404, body: { message: "Not Found" } };
}

/** Checklist issues of kit channels, which a job's token opens in the name of a bot. */
export function handleKit(
  state: FakeGitHubState,
  method: string,
  url: URL,
  path: string,
  body: unknown,
): GitHubAnswer | undefined {
  state.kits ??= [];
  const { kits } = state;
  if (path === "/issues" && method === "GET" && url.searchParams.get("labels") === "forge-kit")
    return { status: 200, body: structuredClone(url.searchParams.get("page") === "1" ? kits : []) };
  if (path === "/issues" && method === "POST") {
    const { title, body: text } = body as KitBody;
    const number = 100 + kits.length;
    const user = { id: 41, login: "github-actions[bot]", type: "Bot" };
    const html_url = `https://github.test/${state.repository}/issues/${number}`;
    kits.push({ number, title, body: text, state: "open", state_reason: null, closed_at: null, html_url, user });
    return { status: 201, body: structuredClone(kits.at(-1)) };
  }
  const comment = Number(/^\/issues\/comments\/(\d+)$/u.exec(path)?.[1]);
  if (method === "DELETE" && !Number.isNaN(comment)) return deleteComment(state, comment);
  const number = Number(/^\/issues\/(\d+)(\/comments)?$/u.exec(path)?.[1]);
  const kit = kits.find((entry) => entry.number === number);
  if (!kit || method === "GET") return undefined;
  if (method === "PATCH") Object.assign(kit, body);
  else {
    state.comments[number] ??= [];
    const ids = Object.values(state.comments).flatMap((comments) =>
      comments.map((entry) => (entry as { id?: number }).id ?? 0),
    );
    const id = 1 + Math.max(0, ...ids);
    state.comments[number].push({
      id,
      user: { id: 41, login: "github-actions[bot]", type: "Bot" },
      ...(body as object),
    });
  }
  return { status: method === "PATCH" ? 200 : 201, body: structuredClone(kit) };
}
