import { ForgeError, type PluginManifest } from "@plugsmith/schemas";
import type { PluginEngine } from "../engine/plugin-engine.ts";

/** An engine of two files; platforms but bench are unknown to it. Updates count the minor version up. */
export const fakeEngine: PluginEngine = ({ request, published, requestNumber, requester }) => {
  if (request.cms !== "bench")
    throw new ForgeError("pack_unknown", { message: `No pack for ${request.cms}.`, hint: "Use bench." });
  const minor = published ? Number(published.manifest.version.split(".")[1]) + 1 : 0;
  const manifest: PluginManifest = {
    schemaVersion: 1,
    name: request.name,
    version: `1.${minor}.0`,
    description: request.description,
    type: "bench",
    runtime: "node",
    entry: "src/main.js",
    engine: ">=0.1.0",
    cms: "bench",
    events: { publishes: ["device.read"], subscribes: [] },
    permissions: {
      filesystem: [],
      network: { outbound: [], inbound: false },
      usb: request.usb ?? [],
      memory: 64,
      queue: [],
    },
    hooks: ["onLoad"],
    isolation: "process",
    dependencies: [],
    author: requester.login,
    licence: "MIT",
  };
  const digest = `sha256:${"1".repeat(64)}`;
  const pin = {
    schemaVersion: 1,
    request,
    requestNumber,
    requester: { id: requester.id, login: requester.login },
    pack: { name: "bench", version: "1.0.0", digest },
    engine: "template",
  };
  return {
    manifest,
    previous: published?.manifest ?? null,
    pack: { name: "bench", version: "1.0.0", digest },
    files: new Map([
      ["plugin.json", { content: JSON.stringify(manifest), executable: false }],
      ["forge.json", { content: JSON.stringify(pin), executable: false }],
      ["src/main.js", { content: "export const onLoad = () => {};\n", executable: false }],
    ]),
    render: null,
    upgraded: null,
    parity: "",
    removed: [],
    conflicts: [],
  };
};
