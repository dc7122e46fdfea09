import type { AppRow } from "../github-store.ts";
import { actionsAppId } from "../people/identify-caller.ts";
import type { Json } from "../router.ts";
import type { Correction, World } from "../world.ts";
import { editResources } from "./resource-edits.ts";

/** emulate says `performed_via_github_app: null` and `app: null` of what Apps wrote. */
export const appAuthorship: Correction = (world) => {
  const via = (resource: Json) => {
    const slug = /^(.+)\[bot\]$/.exec(resource.user?.login ?? "")?.[1];
    const app = slug === undefined ? undefined : world.gh.apps.findOneBy("slug", slug);
    resource.performed_via_github_app = app ? formatApp(world, app) : null;
  };
  editResources(world, "comment", via);
  editResources(world, "issue", via);

  world.before.push((call) => {
    const creates = call.method === "POST" && call.path.endsWith("/check-runs");
    if (creates && call.json && "grant" in call.caller) call.json.app_id = call.caller.grant.appId;
  });
  editResources(world, "check_run", (run) => {
    const row = world.gh.checkRuns.get(run.id);
    const app = world.gh.apps.findOneBy("app_id", row?.app_id ?? actionsAppId);
    run.app = app ? formatApp(world, app) : null;
  });
};

function formatApp(world: World, app: AppRow): Json {
  return {
    id: app.app_id,
    slug: app.slug,
    node_id: Buffer.from(`0:App${app.app_id}`).toString("base64"),
    name: app.name,
    owner: null,
    description: app.description,
    external_url: `${world.baseUrl}/apps/${app.slug}`,
    html_url: `${world.baseUrl}/apps/${app.slug}`,
    created_at: app.created_at,
    updated_at: app.updated_at,
    permissions: app.permissions,
    events: app.events,
  };
}
