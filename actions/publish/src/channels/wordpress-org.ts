import { type ChannelEvidence, ForgeError } from "@plugsmith/schemas";
import { type ChannelAnswer, compareVersions, readArchive } from "@plugsmith/trust";
import type { MakeChannel, Publication } from "./channel.ts";
import type { SubversionAction, SubversionFile } from "./subversion-port.ts";
import { addRevokedNotice, findStableTag, setStableTag } from "./wordpress-readme.ts";

const defaultUrl = "https://plugins.svn.wordpress.org";
/** Pictures of the plugin's page lie beside trunk, not in it: https://developer.wordpress.org/plugins/wordpress-org/plugin-assets/ */
const pageFolder = "wordpress-org/";
const picture = /^(banner|icon|screenshot)-[A-Za-z0-9-]{1,40}\.(png|jpe?g|gif|svg)$/u;
const semver = /^\d+\.\d+\.\d+(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/u;

interface WantedTree {
  readonly trunk: readonly SubversionFile[];
  readonly assets: readonly SubversionFile[];
}

const refuse = (message: string, hint: string): never => {
  throw new ForgeError("channel_refused", { message, hint });
};

async function readWanted({ zip, manifest }: Publication): Promise<WantedTree> {
  const files = (await readArchive(zip)).files.map(({ path, data }) => ({ path, bytes: data }));
  const readme = files.find(({ path }) => path === "readme.txt");
  const text = readme && setStableTag(readme.bytes.toString("utf8"), manifest.version);
  if (text === undefined || text === null)
    return refuse(
      "The package has no readme.txt with a line `Stable tag:`.",
      "WordPress.org publishes what that line names; add it and ask for a new version.",
    );
  const trunk = files
    .filter(({ path }) => !path.startsWith(pageFolder))
    .map((file) => (file === readme ? { path: file.path, bytes: Buffer.from(text) } : file));
  const assets = files
    .filter(({ path }) => path.startsWith(pageFolder))
    .map(({ path, bytes }) => ({ path: path.slice(pageFolder.length), bytes }))
    .filter(({ path }) => picture.test(path));
  return { trunk, assets };
}

const byPath = (files: readonly SubversionFile[]) => new Map(files.map((file) => [file.path, file.bytes]));
const equals = (a: Uint8Array | undefined, b: Uint8Array) => a !== undefined && Buffer.compare(a, b) === 0;

function isSameTree(have: readonly SubversionFile[], want: readonly SubversionFile[]): boolean {
  const found = byPath(have);
  return have.length === want.length && want.every(({ path, bytes }) => equals(found.get(path), bytes));
}

function listFolders(files: readonly SubversionFile[]): Set<string> {
  const folders = files.flatMap(({ path }) => {
    const parts = path.split("/").slice(0, -1);
    return parts.map((_part, index) => parts.slice(0, index + 1).join("/"));
  });
  return new Set(folders);
}

/** What turns the files of a folder into the wanted ones; with `keep`, nothing is removed. */
function planFolder(
  at: string,
  have: readonly SubversionFile[],
  want: readonly SubversionFile[],
  keep = false,
): SubversionAction[] {
  const [found, wanted] = [byPath(have), byPath(want)];
  const [haveFolders, wantFolders] = [listFolders(have), listFolders(want)];
  const removed = keep ? [] : have.filter(({ path }) => !wanted.has(path)).map(({ path }) => path);
  const emptied = keep
    ? []
    : [...haveFolders]
        .filter((folder) => !wantFolders.has(folder))
        .sort()
        .reverse();
  return [
    ...[...removed, ...emptied].map((path): SubversionAction => ({ kind: "remove", path: `${at}/${path}` })),
    ...[...wantFolders]
      .filter((folder) => !haveFolders.has(folder))
      .sort()
      .map((path): SubversionAction => ({ kind: "mkdir", path: `${at}/${path}` })),
    ...want
      .filter(({ path, bytes }) => !equals(found.get(path), bytes))
      .map(({ path, bytes }): SubversionAction => ({ kind: "put", path: `${at}/${path}`, bytes })),
  ];
}

/** The plugin directory of WordPress.org: one commit brings trunk, the tag of the version and the pictures. */
export const makeWordPressChannel: MakeChannel = (config, tools) => {
  const { subversion } = tools;
  const root = (config.url ?? defaultUrl).replace(/\/+$/u, "");
  const baseOf = (plugin: string) => `${root}/${plugin}`;
  const listTags = async (base: string) =>
    ((await subversion.list(`${base}/tags`)) ?? [])
      .map((name) => name.replace(/\/$/u, ""))
      .filter((tag) => semver.test(tag));
  const secrets = () => ({ username: config.username ?? "", password: tools.secret("PLUGSMITH_WORDPRESS_PASSWORD") });

  async function evidenceOf(plugin: string, path: string): Promise<ChannelEvidence> {
    const base = baseOf(plugin);
    const { changed, at } = await subversion.readInfo(`${base}/${path}`);
    const url = root === defaultUrl ? `https://wordpress.org/plugins/${plugin}/` : `${base}/${path}`;
    return { url, digest: `r${changed}`, at };
  }

  async function read(publication: Publication): Promise<ChannelAnswer> {
    const { name, version } = publication.manifest;
    const base = baseOf(name);
    if ((await subversion.list(base)) === null)
      return refuse(
        `WordPress.org has no plugin ${name} yet.`,
        "Submit the plugin at wordpress.org/plugins/developers/add once; when it is accepted, comment `/forge retry publish`.",
      );
    const tags = await listTags(base);
    if (tags.includes(version)) {
      const [have, want] = [await subversion.readTree(`${base}/tags/${version}`), await readWanted(publication)];
      const evidence = await evidenceOf(name, `tags/${version}`);
      return isSameTree(have ?? [], want.trunk)
        ? { state: "published", evidence }
        : { state: "other_bytes", found: `tags/${version} of ${evidence.digest}` };
    }
    const higher = tags
      .filter((tag) => compareVersions(tag, version) > 0)
      .sort(compareVersions)
      .at(-1);
    return higher === undefined ? { state: "absent" } : { state: "higher", version: higher };
  }

  return {
    config,
    describe: ({ manifest }) => `commit trunk, tags/${manifest.version} and the pictures to ${baseOf(manifest.name)}`,
    read,
    async publish(publication) {
      const credentials = secrets();
      const { name, version } = publication.manifest;
      const base = baseOf(name);
      const { revision } = await subversion.readInfo(base);
      const want = await readWanted(publication);
      const names = (await subversion.list(base)) ?? [];
      const trunk = await subversion.readTree(`${base}/trunk`);
      const assets = await subversion.readTree(`${base}/assets`);
      const make = (folder: string): SubversionAction[] =>
        names.includes(`${folder}/`) ? [] : [{ kind: "mkdir", path: folder }];
      const tag = `tags/${version}`;
      const actions: SubversionAction[] = [
        ...make("trunk"),
        ...planFolder("trunk", trunk ?? [], want.trunk),
        ...make("tags"),
        // A copy of what trunk was, changed as trunk is: Subversion stores the difference only.
        trunk === null ? { kind: "mkdir", path: tag } : { kind: "copy", from: "trunk", to: tag, revision },
        ...planFolder(tag, trunk ?? [], want.trunk),
        ...(want.assets.length === 0
          ? []
          : [...make("assets"), ...planFolder("assets", assets ?? [], want.assets, true)]),
      ];
      await subversion.commit({ base, message: `Version ${version}`, revision, actions, ...credentials });
    },
    async retract({ name, version, reason, revoked }) {
      const base = baseOf(name);
      const tags = await listTags(base);
      if (!tags.includes(version)) return { todo: "Nothing of it is there." };
      const { revision } = await subversion.readInfo(base);
      const files = (await subversion.readTree(`${base}/trunk`)) ?? [];
      const before = Buffer.from(files.find(({ path }) => path === "readme.txt")?.bytes ?? []).toString("utf8");
      const good = tags
        .filter((tag) => tag !== version && !revoked.includes(tag))
        .sort(compareVersions)
        .at(-1);
      const back = findStableTag(before) === version && good !== undefined ? setStableTag(before, good) : before;
      const after = addRevokedNotice(back ?? before, version, reason);
      if (after !== before) {
        const put: SubversionAction = { kind: "put", path: "trunk/readme.txt", bytes: Buffer.from(after) };
        await subversion.commit({ base, message: `Revoke ${version}`, revision, actions: [put], ...secrets() });
      }
      const evidence = await evidenceOf(name, "trunk");
      return good === undefined
        ? { ...evidence, todo: "No other version is left to offer: ask plugins@wordpress.org to close the plugin." }
        : evidence;
    },
  };
};
