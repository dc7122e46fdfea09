import { createHttpTufTransport, locateTarget, readTufPlugin, readTufRegistry } from "@plugsmith/trust/tuf";
import { beforeEach, describe, expect, it } from "vitest";
import { add } from "../testing/test-registry.ts";
import { keysOf, makeSigner, makeTufForge, repository, type TufForge } from "../testing/test-tuf.ts";
import { describeText, find, forgeFile, open, type Signed, sha256, swapRole } from "../testing/tuf-thief.ts";
import { renderMetadata } from "./render-metadata.ts";

let forge: TufForge;
const refused = (code: string) => ({ code });
const publish = (version: string, byte: number, name = "bench-hello") =>
  forge.open([forge.online]).commit({
    message: `Publish ${name}`,
    decide: ({ registry }) => ({ registry: add(registry, version, byte, name) }),
  });
beforeEach(async () => {
  forge = await makeTufForge();
  await publish("1.0.0", 1);
  await publish("1.0.0", 2, "bench-other");
});

describe("arbitrary installation: software that nobody signed", () => {
  it("is refused when a stranger's key signs the timestamp", async () => {
    const files = forge.copyFiles();
    files.set("timestamp.json", await forgeFile(open(files, "timestamp.json"), makeSigner()));
    await expect(forge.look(forge.pinned, files)).rejects.toMatchObject(refused("registry_unsigned"));
  });

  it("is refused when a stranger's whole registry takes the place of ours", async () => {
    const other = await makeTufForge();
    await expect(forge.look(forge.pinned, other.copyFiles())).rejects.toMatchObject(refused("registry_unsigned"));
  });

  it("is refused when the online key signs for people, or one person for two", async () => {
    for (const signers of [[forge.online], [forge.online, forge.people[0]]]) {
      const files = forge.copyFiles();
      await swapRole(files, "targets", (signed) => ({ ...signed, version: 2 }), ...signers);
      await expect(forge.look(forge.pinned, files)).rejects.toMatchObject(refused("registry_unsigned"));
    }
  });

  it("is refused when one of two revokers empties the list of revocations", async () => {
    const files = forge.copyFiles();
    await swapRole(files, "revocations", (signed) => ({ ...signed, version: 2 }), forge.online, forge.people[0]);
    const view = await forge.look(forge.pinned, files);
    await expect(readTufRegistry(view, repository)).rejects.toMatchObject(refused("registry_unsigned"));
  });

  it("is refused when a signature is given twice under one key's name", async () => {
    const files = forge.copyFiles();
    const root = JSON.parse(files.get("1.root.json") ?? "");
    root.signed.version = 2;
    const text = JSON.parse(await forgeFile(root.signed, forge.people[0]));
    text.signatures.push(text.signatures[0]);
    files.set("2.root.json", renderMetadata(text));
    await expect(forge.look(forge.pinned, files)).rejects.toMatchObject(refused("registry_invalid"));
  });

  it("is refused when a new root has one signature of two", async () => {
    const files = forge.copyFiles();
    const root = open(files, "1.root.json");
    files.set("2.root.json", await forgeFile({ ...root, version: 2 }, forge.people[0]));
    await expect(forge.look(forge.pinned, files)).rejects.toMatchObject(refused("registry_unsigned"));
  });
});

describe("endless data: a file without end", () => {
  it.each(["timestamp.json", "2.root.json"])("is cut off in %s", async (path) => {
    const files = forge.copyFiles();
    files.set(path, " ".repeat(600 * 1024));
    await expect(forge.look(forge.pinned, files)).rejects.toMatchObject(refused("registry_endless"));
  });

  it("is cut off in a target, and read no further than the limit over HTTPS", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const files = forge.copyFiles();
    const transport = createHttpTufTransport({
      fetch: async (url) => {
        const path = String(url);
        if (path.startsWith("targets/")) return new Response(endless);
        return files.has(path) ? new Response(files.get(path)) : new Response(null, { status: 404 });
      },
      addressOf: (path) => path,
    });
    const view = await forge.look(forge.pinned, transport);
    await expect(view.readTarget("registry.json")).rejects.toMatchObject(refused("registry_endless"));
    expect(sent).toBeLessThan(3 * 2 ** 20);
  });
});

describe("extraneous dependencies: a role that speaks of what is not its own", () => {
  it("is refused when a bin names the list of revocations", async () => {
    const files = forge.copyFiles();
    const bin = /\d+\.(bin-\d)\.json/.exec(find(files, /\.bin-\d\.json$/))?.[1] ?? "";
    const foreign = { "revocations.json": describeText("{}") };
    await swapRole(
      files,
      bin,
      (signed) => ({ ...signed, version: 9, targets: { ...signed.targets, ...foreign } }),
      forge.online,
    );
    const view = await forge.look(forge.pinned, files);
    await expect(view.loadRole("plugins", "targets").then(() => view.loadRole(bin, "plugins"))).rejects.toMatchObject(
      refused("registry_extraneous"),
    );
  });

  it("is refused when the role of registry.json brings a list of approvers along, and again when asked again", async () => {
    const files = forge.copyFiles();
    const foreign = { "reviewers.json": describeText("{}") };
    await swapRole(
      files,
      "registry",
      (signed) => ({ ...signed, version: 9, targets: { ...signed.targets, ...foreign } }),
      forge.online,
    );
    const view = await forge.look(forge.pinned, files);
    for (let time = 0; time < 2; time++)
      await expect(readTufRegistry(view, repository)).rejects.toMatchObject(refused("registry_extraneous"));
  });
});

describe("key compromise: a stolen key, after it was rotated out", () => {
  it.each(["timestamp", "snapshot", "registry", "bins"] as const)("no longer signs %s", async (name) => {
    const before = await forge.look();
    await readTufPlugin(before, repository, "bench-hello");
    const known = before.state();
    const stolen = forge.online;
    const next = makeSigner();
    await forge.open([...forge.people, stolen, next]).rotate({ [name]: keysOf(1, next) });
    const view = await forge.look(known);
    await readTufPlugin(view, repository, "bench-hello");
    await readTufRegistry(view, repository);
    const files = forge.copyFiles();
    const role = name === "bins" ? (/\.(bin-\d)\.json/.exec(find(files, /bin-/))?.[1] ?? "") : name;
    const all = [stolen, next];
    if (name === "timestamp")
      files.set("timestamp.json", await forgeFile({ ...open(files, "timestamp.json"), version: 99 }, stolen));
    else if (name === "snapshot") {
      const snapshot = { ...open(files, find(files, /snapshot/)), version: 99 };
      const text = await forgeFile(snapshot, stolen);
      files.set("99.snapshot.json", text);
      const timestamp = { ...open(files, "timestamp.json"), version: 99 };
      timestamp.meta["snapshot.json"] = { version: 99, ...describeText(text) };
      files.set("timestamp.json", await forgeFile(timestamp, ...all));
    } else {
      // The thief has every online key but the new one of this role.
      await swapRole(files, role, (signed) => ({ ...signed, version: 99 }), stolen);
    }
    const look = async () => {
      const after = await forge.look(view.state(), files);
      await readTufRegistry(after, repository);
      await after.loadRole("plugins", "targets");
      if (name === "bins") await after.loadRole(role, "plugins");
    };
    await expect(look()).rejects.toMatchObject(refused("registry_key_retired"));
  });

  it("of a person no longer makes a root, not even for a reader who starts from the first one", async () => {
    const [stolen, lost, kept] = forge.people;
    const fresh = [makeSigner(), makeSigner()] as const;
    await forge.open([...forge.people, ...fresh, forge.online]).rotate({ root: keysOf(2, kept, ...fresh) });
    const view = await forge.look();
    expect(view.rootVersion).toBe(2);
    const files = forge.copyFiles();
    files.set("3.root.json", await forgeFile({ ...open(files, "2.root.json"), version: 3 }, stolen, lost));
    for (const state of [view.state(), forge.pinned])
      await expect(forge.look(state, files)).rejects.toMatchObject(refused("registry_key_retired"));
  });

  it("does not rotate a root without the old root's consent", async () => {
    const fresh = [makeSigner(), makeSigner()] as const;
    await expect(
      forge.open([...fresh, forge.people[0], forge.online]).rotate({ root: keysOf(2, ...fresh) }),
    ).rejects.toMatchObject(refused("signatures_missing"));
  });
});

describe("wrong software: a signed file in another's place", () => {
  it("is refused when another plugin's entry is served", async () => {
    const files = forge.copyFiles();
    const [own, other] = [find(files, /index\/.*bench-hello/), find(files, /index\/.*bench-other/)];
    files.set(own, files.get(other) ?? "");
    const view = await forge.look(forge.pinned, files);
    await expect(readTufPlugin(view, repository, "bench-hello")).rejects.toMatchObject(refused("registry_wrong_file"));
  });

  it("is refused when a role signs an entry under another plugin's name", async () => {
    const files = forge.copyFiles();
    const text = files.get(find(files, /index\/.*bench-other/)) ?? "";
    const wanted = "index/bench-hello.json";
    const bin = [...files.keys()].find((path) => path.includes(".bin-") && wanted in open(files, path).targets) ?? "";
    const name = /\.(bin-\d)\.json/.exec(bin)?.[1] ?? "";
    const change = (signed: Signed) => ({
      ...signed,
      version: 9,
      targets: { ...signed.targets, [wanted]: describeText(text) },
    });
    await swapRole(files, name, change, forge.online);
    files.set(locateTarget(wanted, sha256(text)), text);
    const view = await forge.look(forge.pinned, files);
    await expect(readTufPlugin(view, repository, "bench-hello")).rejects.toMatchObject(refused("registry_wrong_file"));
  });

  it("is refused when the registry is another repository's", async () => {
    await expect(readTufRegistry(await forge.look(), "acme/else")).rejects.toMatchObject(
      refused("registry_wrong_file"),
    );
  });
});
