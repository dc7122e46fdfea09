import { addRoute } from "../add-route.ts";
import { GitHubRefusal } from "../github-refusal.ts";
import type { Correction } from "../world.ts";

/** GitHub's limits of a client payload. */
const payloadKeys = 10;
const payloadCharacters = 65_535;

/** emulate has no repository_dispatch. */
export const repositoryDispatch: Correction = (world) => {
  addRoute(world, "post", "/dispatches", async (call) => {
    const { repo } = call;
    const actor = call.actor();
    const { event_type, client_payload = {} } = await call.json();
    if (typeof event_type !== "string" || event_type === "" || event_type.length > 100)
      throw new GitHubRefusal(
        422,
        "Invalid request.\n\nFor 'properties/event_type', a string of 1 to 100 characters is needed.",
      );
    if (Object.keys(client_payload).length > payloadKeys)
      throw new GitHubRefusal(
        422,
        `No more than ${payloadKeys} properties are allowed; ${Object.keys(client_payload).length} were supplied.`,
      );
    if (JSON.stringify(client_payload).length > payloadCharacters)
      throw new GitHubRefusal(422, "client_payload is too large.");
    const [repository, sender] = await Promise.all([
      world.read(`/repos/${repo.full_name}`),
      world.read(`/users/${encodeURIComponent(actor.login)}`),
    ]);
    world.emit(
      "repository_dispatch",
      event_type,
      { branch: repo.default_branch, client_payload, repository, sender },
      repo,
    );
    return new Response(null, { status: 204 });
  });
};
