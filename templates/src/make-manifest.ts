import { ForgeError, type ForgeRequest, type PluginManifest, parsePluginManifest } from "@plugsmith/schemas";
import { chosenFeatures } from "./chosen-features.ts";
import { fillPath } from "./fill-path.ts";
import type { Pack } from "./pack.ts";
import { parsePermissions } from "./parse-permissions.ts";

const withDots = (issues: readonly { path: string; message: string }[]) =>
  issues.map((issue) => `${issue.path} ${issue.message}`).join("; ");

/**
 * plugin.json of a request: the pack's part (entry, hooks, methods, events of the chosen features) and the request's
 * (name, description, permissions, USB ids). Throws `request_invalid` for permissions that cannot be granted,
 * `manifest_invalid` when the result does not fit its schema.
 */
export function makeManifest(options: {
  readonly pack: Pack;
  readonly request: ForgeRequest;
  readonly version: string;
  readonly author: string;
}): PluginManifest {
  const { pack, request } = options;
  const { manifest, type, runtime, supportedVersions } = pack.definition;
  const permissions = parsePermissions(request.permissions ?? [], {
    usb: request.usb ?? [],
    memory: manifest.memory,
    always: manifest.permissions ?? [],
  });
  if (!permissions.ok)
    throw new ForgeError("request_invalid", {
      message: `The permissions asked for cannot be granted: ${withDots(permissions.issues)}.`,
      hint: `Write them like ${permissions.issues[0]?.example ?? "network:api.example.com:443"}.`,
    });
  const features = chosenFeatures(pack, request);
  const names = (items: readonly { name: string; when?: string }[]) => [
    ...new Set(items.filter(({ when }) => when === undefined || features.includes(when)).map(({ name }) => name)),
  ];
  const parsed = parsePluginManifest({
    schemaVersion: 1,
    name: request.name,
    version: options.version,
    description: request.description,
    type,
    runtime,
    entry: fillPath(manifest.entry, request.name),
    engine: manifest.engine,
    cms: request.cms,
    ...(supportedVersions === undefined ? {} : { supportedVersions }),
    params: manifest.params ?? [],
    methods: names(manifest.methods),
    events: { publishes: names(manifest.publishes), subscribes: [] },
    permissions: permissions.value,
    hooks: manifest.hooks,
    isolation: "process",
    dependencies: [],
    author: [...options.author].slice(0, 120).join(""),
    licence: manifest.licence,
  });
  if (!parsed.ok) throw new ForgeError("manifest_invalid", { message: `plugin.json: ${withDots(parsed.issues)}.` });
  return parsed.value;
}
