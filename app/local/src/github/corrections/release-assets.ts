import { createHash } from "node:crypto";
import { addPlainRoute, addRoute, createCall } from "../add-route.ts";
import { GitHubRefusal, need } from "../github-refusal.ts";
import type { AssetRow, RepoRow } from "../github-store.ts";
import type { Json } from "../router.ts";
import type { Correction, World } from "../world.ts";
import { editResources } from "./resource-edits.ts";

/** emulate throws the bytes of an asset away, gives no digest, takes a name twice, and links to an address that does not exist. */
export const releaseAssets: Correction = (world) => {
  const { gh, bytes } = world;
  addRoute(world, "post", "/releases/:release/assets", async (call) => {
    const actor = call.actor();
    const release = gh.releases.get(call.number("release"));
    need(release?.repo_id === call.repo.id);
    const name = need(call.query("name"), 400, "Missing name");
    const content = await call.bytes();
    if (content.length === 0) throw new GitHubRefusal(400, "Bad Content-Length");
    const assets = gh.releaseAssets.findBy("release_id", release?.id ?? 0);
    if (assets.some((asset) => asset.name === name)) {
      throw new GitHubRefusal(422, "Validation Failed", [
        { resource: "ReleaseAsset", code: "already_exists", field: "name" },
      ]);
    }
    const asset = gh.releaseAssets.insert({
      node_id: "",
      release_id: release?.id ?? 0,
      repo_id: call.repo.id,
      name,
      label: call.query("label") ?? "",
      state: "uploaded",
      content_type: call.header("content-type") ?? "application/octet-stream",
      size: content.length,
      download_count: 0,
      uploader_id: actor.id,
      digest: `sha256:${createHash("sha256").update(content).digest("hex")}`,
    });
    bytes.set(`asset:${asset.id}`, content);
    return Response.json(await show(world, call.repo, asset), { status: 201 });
  });
  addRoute(world, "get", "/releases/assets/:asset", async (call) => {
    const asset = gh.releaseAssets.get(call.number("asset"));
    need(asset?.repo_id === call.repo.id);
    checkDraft(world, asset as AssetRow);
    if ((call.header("accept") ?? "").includes("octet-stream")) return send(world, asset as AssetRow);
    return show(world, call.repo, asset as AssetRow);
  });
  addPlainRoute(world.router, "get", "/:owner/:repo/releases/download/:tag/:name", (context) => {
    const { repo, param } = createCall(world, context);
    if (repo.private) need(world.caller().kind !== "none");
    const release = gh.releases.findBy("repo_id", repo.id).find((row) => row.tag_name === param("tag") && !row.draft);
    const asset = gh.releaseAssets.findBy("release_id", release?.id ?? 0).find((row) => row.name === param("name"));
    return send(world, need(asset));
  });
  editResources(world, "asset", (json) => {
    const asset = gh.releaseAssets.get(json.id);
    const release = asset && gh.releases.get(asset.release_id);
    const repo = asset && gh.repos.get(asset.repo_id);
    if (!asset || !release || !repo) return;
    json.digest = asset.digest ?? null;
    json.browser_download_url = `${world.baseUrl}/${repo.full_name}/releases/download/${encodeURIComponent(release.tag_name)}/${encodeURIComponent(asset.name)}`;
  });
};

function checkDraft({ gh, caller }: World, asset: AssetRow): void {
  if (gh.releases.get(asset.release_id)?.draft && !("user" in caller())) throw new GitHubRefusal(404, "Not Found");
}

function send({ bytes, gh }: World, asset: AssetRow): Response {
  const content = need(bytes.get(`asset:${asset.id}`));
  gh.releaseAssets.update(asset.id, { download_count: asset.download_count + 1 });
  const headers = {
    "content-type": asset.content_type.includes("json") ? "application/octet-stream" : asset.content_type,
    "content-length": String(content.length),
  };
  return new Response(content as Uint8Array<ArrayBuffer>, { headers });
}

async function show(world: World, repo: RepoRow, asset: AssetRow): Promise<Json> {
  const release = await world.read(`/repos/${repo.full_name}/releases/${asset.release_id}`);
  return {
    ...release.assets.find((json: { id: number }) => json.id === asset.id),
    uploader: await world.read(`/users/${encodeURIComponent(world.gh.users.get(asset.uploader_id)?.login ?? "ghost")}`),
  };
}
