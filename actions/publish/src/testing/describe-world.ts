import { type PublicationWorld, pluginName } from "./fake-world.ts";

/** What is out there at the end, channel by channel; equal whatever happened on the way. */
export async function describeWorld(world: PublicationWorld) {
  const { registry } = await world.store.read();
  return {
    releases: world.api.state.releases.map(({ tag_name, draft, assets }) => ({
      tag_name,
      draft,
      assets: assets.map(({ name, digest }) => `${name} ${digest}`).sort(),
    })),
    tags: world.api.state.tags,
    registered: registry.plugins.flatMap(({ versions }) =>
      versions.map(({ version, digest }) => `${version} ${digest}`),
    ),
    sequence: registry.sequence,
    npm: world.npm.published,
    npmTags: world.npm.documents.get(`@acme/${pluginName}`)?.["dist-tags"],
    commits: world.subversion.messages,
    kits: world.api.state.kits?.filter(({ state }) => state === "open").map(({ title }) => title),
    ledger: world.readLedger("1.0.0"),
  };
}
