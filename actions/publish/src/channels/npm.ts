import { type ChannelEvidence, type ErrorCode, ForgeError } from "@plugsmith/schemas";
import { type ChannelAnswer, compareVersions, readArchive } from "@plugsmith/trust";
import { pick, textOrNull } from "@plugsmith/trust/github";
import type { MakeChannel, Publication } from "./channel.ts";
import { makeNpmPackage, type NpmPackage } from "./npm-tarball.ts";

const defaultUrl = "https://registry.npmjs.org";
const timeoutMs = 60_000;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/u;
const semver = /^\d+\.\d+\.\d+(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/u;

interface NpmAnswer {
  readonly status: number;
  readonly body: unknown;
}

const keysOf = (value: unknown): string[] =>
  typeof value === "object" && value !== null ? Object.keys(value).filter((key) => semver.test(key)) : [];
const highest = (versions: readonly string[]) => [...versions].sort(compareVersions).at(-1);

/** What a status means when it is not what was asked for. */
function refuse(what: string, { status, body }: NpmAnswer): never {
  const words = textOrNull(pick(body, "error")) ?? textOrNull(pick(body, "message")) ?? "no reason";
  const code: ErrorCode =
    status === 401 || status === 403
      ? "channel_denied"
      : status === 413
        ? "channel_too_large"
        : status >= 500 || status === 429
          ? "channel_unreachable"
          : "channel_refused";
  throw new ForgeError(code, {
    message: `The npm registry answered ${status} to ${what}: ${words.slice(0, 200)}.`,
    hint:
      code === "channel_denied"
        ? "Check that PLUGSMITH_NPM_TOKEN of the environment may publish this package, then comment `/forge retry publish`."
        : "Look at the registry's words, then comment `/forge retry publish`.",
    facts: { status },
  });
}

/** An npm registry by its own protocol: one document a package, the tarball inside the document that publishes it. */
export const makeNpmChannel: MakeChannel = (config, tools) => {
  const base = (config.url ?? defaultUrl).replace(/\/+$/u, "");
  const nameOf = (plugin: string) => (config.scope === undefined ? plugin : `${config.scope}/${plugin}`);
  const pathOf = (plugin: string) => nameOf(plugin).replace("/", "%2f");
  const pageOf = (plugin: string, version: string) =>
    base === defaultUrl
      ? `https://www.npmjs.com/package/${nameOf(plugin)}/v/${version}`
      : `${base}/${pathOf(plugin)}/${version}`;

  async function call(method: "GET" | "PUT", path: string, body?: unknown, token?: string): Promise<NpmAnswer> {
    const authorization = token ?? tools.secretOrNull("PLUGSMITH_NPM_TOKEN");
    try {
      const response = await tools.fetch(`${base}/${path}`, {
        method,
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          accept: "application/json",
          "user-agent": "plugsmith",
          ...(authorization === null ? {} : { authorization: `Bearer ${authorization}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      try {
        return { status: response.status, body: text === "" ? null : JSON.parse(text) };
      } catch {
        return { status: response.status, body: null };
      }
    } catch (cause) {
      throw new ForgeError("channel_unreachable", {
        message: `The npm registry ${new URL(base).host} did not answer.`,
        hint: "Comment `/forge retry publish` when it is there again.",
        cause,
      });
    }
  }

  async function readDocument(plugin: string, query = ""): Promise<unknown> {
    const answer = await call("GET", `${pathOf(plugin)}${query}`);
    if (answer.status === 404) return null;
    return answer.status === 200 ? answer.body : refuse(`reading ${nameOf(plugin)}`, answer);
  }

  const evidenceOf = (document: unknown, plugin: string, version: string): ChannelEvidence => {
    const integrity = textOrNull(pick(document, "versions", version, "dist", "integrity"));
    const at = textOrNull(pick(document, "time", version));
    return {
      url: pageOf(plugin, version),
      ...(integrity !== null && { digest: integrity.slice(0, 200) }),
      ...(at !== null && time.test(at) && { at }),
    };
  };

  const pack = async ({ manifest, zip }: Publication): Promise<NpmPackage> =>
    makeNpmPackage(nameOf(manifest.name), manifest, (await readArchive(zip)).files);

  async function read(publication: Publication): Promise<ChannelAnswer> {
    const { name, version } = publication.manifest;
    const document = await readDocument(name);
    if (document === null) return { state: "absent" };
    const dist = pick(document, "versions", version, "dist");
    if (dist !== undefined) {
      const { integrity, shasum } = await pack(publication);
      const found = textOrNull(pick(dist, "integrity")) ?? textOrNull(pick(dist, "shasum")) ?? "no digest";
      return found === integrity || found === shasum
        ? { state: "published", evidence: evidenceOf(document, name, version) }
        : { state: "other_bytes", found: found.slice(0, 120) };
    }
    const top = highest(keysOf(pick(document, "versions")));
    return top !== undefined && compareVersions(top, version) > 0
      ? { state: "higher", version: top }
      : { state: "absent" };
  }

  return {
    config,
    describe: ({ manifest }) => `publish ${nameOf(manifest.name)}@${manifest.version} on the npm registry ${base}`,
    read,
    async publish(publication) {
      const token = tools.secret("PLUGSMITH_NPM_TOKEN");
      const { name: plugin, version } = publication.manifest;
      const name = nameOf(plugin);
      const { manifest, tarball, integrity, shasum } = await pack(publication);
      const file = `${plugin}-${version}.tgz`;
      const dist = { integrity, shasum, tarball: `${base}/${name}/-/${file}` };
      const document = {
        _id: name,
        name,
        description: publication.manifest.description,
        "dist-tags": { [version.includes("-") ? "next" : "latest"]: version },
        versions: { [version]: { ...manifest, _id: `${name}@${version}`, dist } },
        access: config.access ?? "public",
        _attachments: {
          [`${name}-${version}.tgz`]: {
            content_type: "application/octet-stream",
            data: Buffer.from(tarball).toString("base64"),
            length: tarball.length,
          },
        },
      };
      const answer = await call("PUT", pathOf(plugin), document, token);
      if (answer.status !== 200 && answer.status !== 201) refuse(`publishing ${name}@${version}`, answer);
    },
    async retract({ name: plugin, version, reason, revoked }) {
      const document = await readDocument(plugin, "?write=true");
      if (pick(document, "versions", version) === undefined) return { todo: "Nothing of it is there." };
      const versions = { ...(pick(document, "versions") as Record<string, Record<string, unknown>>) };
      const good = keysOf(versions).filter(
        (other) => other !== version && !revoked.includes(other) && !versions[other]?.["deprecated"],
      );
      const latest = highest(good.filter((other) => !other.includes("-")));
      const moves = pick(document, "dist-tags", "latest") === version && latest !== undefined;
      if (!textOrNull(versions[version]?.["deprecated"])) {
        versions[version] = { ...versions[version], deprecated: `Revoked, do not use: ${reason}`.slice(0, 500) };
        // A registry takes the tags from the document too: one that was read before another run moved the tag must not bring it back.
        const tags = { ...(pick(document, "dist-tags") as object), ...(moves && { latest }) };
        const changed = { ...(document as object), versions, "dist-tags": tags };
        const answer = await call("PUT", pathOf(plugin), changed, tools.secret("PLUGSMITH_NPM_TOKEN"));
        if (answer.status >= 300) refuse(`deprecating ${nameOf(plugin)}@${version}`, answer);
      }
      if (moves) {
        const path = `-/package/${pathOf(plugin)}/dist-tags/latest`;
        const answer = await call("PUT", path, latest, tools.secret("PLUGSMITH_NPM_TOKEN"));
        if (answer.status >= 300) refuse(`moving the tag latest of ${nameOf(plugin)}`, answer);
      }
      return evidenceOf(document, plugin, version);
    },
  };
};
