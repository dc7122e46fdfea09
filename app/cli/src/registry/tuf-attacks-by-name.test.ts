import {
  describeText,
  forgeFile,
  keysOf,
  makeSigner,
  makeTufForge,
  openSigned,
  type Signed,
  swapRole,
} from "@plugsmith/registry/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AttackedRegistry, type Files, openAttackedRegistry } from "../testing/open-attacked-registry.ts";

let world: AttackedRegistry;
beforeEach(async () => {
  world = await openAttackedRegistry();
  await world.publish();
  world.serve();
  for (const reader of world.readers) await reader.look();
});
afterEach(() => world.close());

const day = 86_400_000;
const later = (days: number) => {
  world.forge.clock.now = new Date(world.forge.clock.now.getTime() + days * day);
};
const find = (files: Files, pattern: RegExp) => [...files.keys()].find((path) => pattern.test(path)) ?? "";

/** The timestamp with another content, signed by these keys. */
async function stamp(files: Files, change: (signed: Signed) => object, ...signers: Parameters<typeof forgeFile>[1][]) {
  const signed = openSigned(files, "timestamp.json");
  files.set("timestamp.json", await forgeFile({ ...signed, ...change(signed) }, ...signers));
}
const next = ({ version }: Signed) => ({ version: version + 1 });

/** A later timestamp over whatever the snapshot is now. */
async function restamp(files: Files, version: number, text: string) {
  files.set(`${version}.snapshot.json`, text);
  const meta = { "snapshot.json": { version, ...describeText(text) } };
  await stamp(files, (signed) => ({ ...next(signed), meta }), world.forge.online);
}

/** Readers have seen all that the forge has said. */
async function seeNewest() {
  world.serve();
  await lookAll();
}

/**
 * What is shown to readers who saw an honest word before, and the code with which each refuses it. `old`: what they saw then; `files`:
 * what the forge has published since, to be changed.
 */
type Attack = readonly [title: string, code: string, change: (files: Files, old: Files) => Promise<unknown> | unknown];

const attacks: readonly Attack[] = [
  [
    "arbitrary software: a stranger's key signs the newest word",
    "registry_unsigned",
    (files) => stamp(files, next, makeSigner()),
  ],
  [
    "arbitrary software: a registry.json that its role never signed",
    "registry_wrong_file",
    (files) => files.set(find(files, /^targets\/[^/]*\.registry\.json$/), '{"plugins":[]}'),
  ],
  [
    "rollback: the branch is pushed back",
    "registry_rollback",
    async (files, old) => {
      await seeNewest();
      replace(files, old);
    },
  ],
  [
    "rollback: the thief of the online key signs an old snapshot anew",
    "registry_rollback",
    async (files, old) => {
      await seeNewest();
      const { version } = openSigned(files, "timestamp.json");
      replace(files, old);
      await stamp(files, () => ({ version: version + 1 }), world.forge.online);
    },
  ],
  [
    "rollback: a new snapshot leaves the revocations out",
    "registry_rollback",
    async (files) => {
      const snapshot = openSigned(files, find(files, /snapshot/));
      delete snapshot.meta["revocations.json"];
      snapshot.version += 1;
      await restamp(files, snapshot.version, await forgeFile(snapshot, world.forge.online));
    },
  ],
  ["indefinite freeze: a word that has ended, shown again and again", "registry_frozen", () => later(8)],
  [
    "indefinite freeze: a fresh timestamp over a snapshot that has ended",
    "registry_frozen",
    async (files) => {
      later(31);
      const expires = new Date(world.forge.clock.now.getTime() + day).toISOString().replace(".000", "");
      await stamp(files, (signed) => ({ ...next(signed), expires }), world.forge.online);
    },
  ],
  [
    "fast-forward: a version at the end of all numbers",
    "registry_fast_forward",
    (files) => stamp(files, () => ({ version: 2 ** 53 - 1 }), world.forge.online),
  ],
  [
    "mix-and-match: an older snapshot under the newest timestamp",
    "registry_mixed",
    (files, old) => files.set(find(files, /snapshot/), old.get(find(old, /snapshot/)) ?? ""),
  ],
  [
    "mix-and-match: an older role under the newer one's name",
    "registry_mixed",
    (files, old) => files.set(find(files, /^\d+\.registry\.json$/), old.get(find(old, /^\d+\.registry\.json$/)) ?? ""),
  ],
  [
    "endless data: a timestamp without end",
    "registry_endless",
    (files) => files.set("timestamp.json", `${files.get("timestamp.json")}${" ".repeat(2 ** 20)}`),
  ],
  ["endless data: a root without end", "registry_endless", (files) => files.set("2.root.json", " ".repeat(2 ** 20))],
  [
    "extraneous dependencies: the online role brings a list of approvers along",
    "registry_extraneous",
    (files) => swapRole(files, "registry", (signed) => foreign(signed, "reviewers.json"), world.forge.online),
  ],
  [
    "wrong software: the registry of another repository, signed by the right keys",
    "registry_wrong_file",
    async (files) => {
      const text = (files.get(find(files, /^targets\/[^/]*\.registry\.json$/)) ?? "").replaceAll(
        "acme/forge",
        "acme/else",
      );
      const target = describeText(text);
      const change = (signed: Signed) => ({ ...signed, ...next(signed), targets: { "registry.json": target } });
      await swapRole(files, "registry", change, world.forge.online);
      files.set(`targets/${target.hashes.sha256}.registry.json`, text);
    },
  ],
  [
    "key compromise: the online key alone makes a new root",
    "registry_unsigned",
    async (files) => {
      const root = openSigned(files, "1.root.json");
      files.set("2.root.json", await forgeFile({ ...root, version: 2 }, world.forge.online));
    },
  ],
  [
    "key compromise: the online key alone changes the keyring of the revocations",
    "registry_unsigned",
    (files) =>
      swapRole(
        files,
        "targets",
        (signed: Signed) => {
          const roles = signed.delegations.roles.map((role: Signed) =>
            role.name === "revocations" ? { ...role, threshold: 1 } : role,
          );
          return { ...signed, ...next(signed), delegations: { ...signed.delegations, roles } };
        },
        world.forge.online,
      ),
  ],
  [
    "key compromise: the online key and one of two revokers empty the list of revocations",
    "registry_unsigned",
    (files) =>
      swapRole(
        files,
        "revocations",
        (signed: Signed) => ({ ...signed, ...next(signed) }),
        world.forge.online,
        world.forge.people[0],
      ),
  ],
  [
    "malicious mirror: another forge's whole registry",
    "registry_unsigned",
    async (files) => void replace(files, (await makeTufForge()).copyFiles()),
  ],
  [
    "malicious mirror: its front page in place of every file",
    "registry_invalid",
    (files) => {
      for (const path of files.keys()) files.set(path, "<html>Welcome</html>");
    },
  ],
  [
    "malicious mirror: the newest snapshot is kept back",
    "registry_mixed",
    (files) => files.delete(find(files, /snapshot/)),
  ],
];

async function rotateOnline() {
  const { forge } = world;
  const fresh = makeSigner();
  const own = keysOf(1, fresh);
  const roles = { timestamp: own, snapshot: own, registry: own, suspensions: own, bins: own };
  await forge.open([...forge.people, fresh]).rotate(roles);
  world.serve();
}

function replace(files: Files, others: Files): void {
  files.clear();
  for (const [path, text] of others) files.set(path, text);
}
const foreign = (signed: Signed, path: string) => ({
  ...signed,
  ...next(signed),
  targets: { ...signed.targets, [path]: signed.targets["registry.json"] },
});

/** What each reader says of what is shown now. */
async function lookAll(): Promise<Record<string, unknown>> {
  const looks = world.readers.map(async ({ name, look }) => [
    name,
    await look().catch((error: { code?: string }) => error.code ?? error),
  ]);
  return Object.fromEntries(await Promise.all(looks));
}
const all = (answer: unknown) => ({
  "agent, git": answer,
  "agent, https": answer,
  "verify, git": answer,
  "verify, https": answer,
});

describe("every reader of the registry refuses, through git and through HTTPS", () => {
  it.each(attacks)("%s: %s", async (_title, code, change) => {
    const old = world.forge.copyFiles();
    await world.publish();
    const files = world.forge.copyFiles();
    await change(files, old);
    world.serve(files);
    expect(await lookAll()).toEqual(all(code));
    // Forgotten as soon as the forge has said a few words more, or has taken the thief's key out of use.
    for (let time = 0; time < 3; time += 1) await world.publish();
    world.serve();
    const answers = await lookAll();
    if (answers["agent, git"] === "registry_rollback") await rotateOnline();
    expect(await lookAll()).toEqual(all(5));
  });

  it("key compromise: what a key signs that was taken out of use: registry_key_retired", async () => {
    const { forge } = world;
    await rotateOnline();
    expect(await lookAll()).toEqual(all(1));
    const files = forge.copyFiles();
    await stamp(files, next, forge.online);
    world.serve(files);
    expect(await lookAll()).toEqual(all("registry_key_retired"));
  });

  it("fast-forward recovery: numbers that a thief pushed up are forgotten with his key", async () => {
    const { forge } = world;
    const files = forge.copyFiles();
    await stamp(files, () => ({ version: 5_000_000 }), forge.online);
    world.serve(files);
    expect(await lookAll()).toEqual(all(1));
    world.serve();
    expect(await lookAll()).toEqual(all("registry_rollback"));
    const fresh = makeSigner();
    await forge.open([...forge.people, forge.online, fresh]).rotate({ timestamp: keysOf(1, fresh) });
    world.serve();
    expect(await lookAll()).toEqual(all(1));
  });

  it("slow retrieval: a server that trickles: registry_slow, by the time of a file", async () => {
    await world.publish();
    world.serve();
    world.answer((_path, response) => void response.writeHead(200).write("{"));
    const { "agent, https": agent, "verify, https": verify } = await lookAll();
    expect([agent, verify]).toEqual(["registry_slow", "registry_slow"]);
    world.answer(undefined);
    expect(await lookAll()).toEqual(all(2));
  });

  it("slow retrieval: each file just in time: registry_slow, by the time of a bench's whole look", async () => {
    await world.publish();
    world.serve();
    world.hurry(60_000);
    const { "agent, https": https, "agent, git": git } = await lookAll();
    expect([https, git]).toEqual(["registry_slow", "registry_slow"]);
    world.hurry(0);
    expect(await lookAll()).toEqual(all(2));
  });
});
