import { addRoute } from "../add-route.ts";
import { GitHubRefusal, need } from "../github-refusal.ts";
import type { Json } from "../router.ts";
import type { Correction, World } from "../world.ts";
import { editResources } from "./resource-edits.ts";

const contents = ["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"];

interface Reaction {
  id: number;
  target: string;
  userId: number;
  content: string;
  created_at: string;
}

/** emulate has no reactions. */
export const reactions: Correction = (world) => {
  const all: Reaction[] = [];
  for (const [path, kind] of [
    ["/issues/comments/:id", "comment"],
    ["/issues/:id", "issue"],
    ["/pulls/comments/:id", "review"],
  ] as const) {
    const targetOf = (repoId: number, id: number) => `${repoId}:${kind}:${id}`;
    addRoute(world, "get", `${path}/reactions`, (call) => {
      const target = targetOf(call.repo.id, call.number("id"));
      return Promise.all(all.filter((reaction) => reaction.target === target).map((reaction) => show(world, reaction)));
    });
    addRoute(world, "post", `${path}/reactions`, async (call) => {
      const actor = call.actor();
      const { content } = await call.json();
      if (!contents.includes(content)) throw new GitHubRefusal(422, "Validation Failed");
      const target = targetOf(call.repo.id, call.number("id"));
      const old = all.find(
        (reaction) => reaction.target === target && reaction.userId === actor.id && reaction.content === content,
      );
      const reaction = old ?? {
        id: all.length + 1,
        target,
        userId: actor.id,
        content,
        created_at: new Date().toISOString(),
      };
      if (!old) all.push(reaction);
      return Response.json(await show(world, reaction), { status: old ? 200 : 201 });
    });
    addRoute(world, "delete", `${path}/reactions/:reaction`, (call) => {
      const index = all.findIndex((reaction) => reaction.id === call.number("reaction"));
      need(index >= 0);
      all.splice(index, 1);
      return new Response(null, { status: 204 });
    });
  }
  editResources(world, "comment", (comment) => {
    if (!comment.reactions) return;
    const own = all.filter((reaction) => reaction.target.endsWith(`:comment:${comment.id}`));
    for (const content of contents)
      comment.reactions[content] = own.filter((reaction) => reaction.content === content).length;
    comment.reactions.total_count = own.length;
  });
};

async function show(world: World, reaction: Reaction): Promise<Json> {
  const login = world.gh.users.get(reaction.userId)?.login ?? "ghost";
  const { id, content, created_at } = reaction;
  return {
    id,
    node_id: `RE_${id}`,
    user: await world.read(`/users/${encodeURIComponent(login)}`),
    content,
    created_at,
  };
}
