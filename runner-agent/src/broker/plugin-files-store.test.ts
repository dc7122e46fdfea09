import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { noPermissions } from "../testing/make-facts.ts";
import { useTemporaryFolders } from "../testing/temporary-folder.ts";
import { createPluginFiles } from "./plugin-files-store.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("createPluginFiles", () => {
  const makeFolder = useTemporaryFolders();
  function open(paths = [{ path: "logs", mode: "rw" as "ro" | "rw" }]) {
    const root = join(makeFolder(), "data");
    return { root, files: createPluginFiles(root, { ...noPermissions, filesystem: paths }) };
  }

  it("writes, lists, reads and removes below the plugin's own folder", async () => {
    const { files, root } = open();
    await files.handle("fs.writeFile", { path: "logs/day/a.txt", data: base64("hello") });
    await files.handle("fs.writeFile", { path: "logs/day/a.txt", data: base64("again") });
    expect(await files.handle("fs.list", { path: "logs/day" })).toEqual({
      entries: [{ name: "a.txt", type: "file", size: 5 }],
    });
    expect(await files.handle("fs.list", { path: "." })).toEqual({
      entries: [{ name: "logs", type: "directory", size: 0 }],
    });
    expect(await files.handle("fs.readFile", { path: "logs/day/a.txt" })).toEqual({ data: base64("again") });
    await files.handle("fs.remove", { path: "logs/day" });
    expect(readdirSync(join(root, "logs"))).toEqual([]);
    await expect(files.handle("fs.readFile", { path: "logs/day/a.txt" })).rejects.toMatchObject({
      code: "call_failed",
    });
  });

  it("follows no link, neither in the last part nor on the way", async () => {
    const { files, root } = open();
    const outside = makeFolder();
    writeFileSync(join(outside, "secret"), "s");
    mkdirSync(join(root, "logs"), { recursive: true });
    symlinkSync(join(outside, "secret"), join(root, "logs/link"));
    symlinkSync(outside, join(root, "logs/way"));
    await expect(files.handle("fs.readFile", { path: "logs/link" })).rejects.toMatchObject({ code: "call_failed" });
    await expect(files.handle("fs.readFile", { path: "logs/way/secret" })).rejects.toMatchObject({
      code: "permission_denied",
    });
    await expect(files.handle("fs.writeFile", { path: "logs/link", data: "" })).rejects.toMatchObject({
      code: "permission_denied",
    });
    await expect(files.handle("fs.remove", { path: "logs/way/secret" })).rejects.toMatchObject({
      code: "permission_denied",
    });
    expect(readdirSync(outside)).toEqual(["secret"]);
  });

  it("counts writes one after the other: sixty-four at once find no more room than one", async () => {
    const { files } = open();
    const data = Buffer.alloc(2 << 20).toString("base64");
    const writes = Array.from({ length: 36 }, (_, n) => files.handle("fs.writeFile", { path: `logs/${n}`, data }));
    const refused = (await Promise.allSettled(writes)).filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(4);
  });

  it("counts folders, also empty ones, and lets a file be written again when nothing more fits", async () => {
    const { files, root } = open();
    await files.handle("fs.writeFile", { path: "logs/a/b", data: base64("x") });
    for (let n = 0; n < 997; n += 1) mkdirSync(join(root, "logs/a", `empty-${n}`));
    await files.handle("fs.writeFile", { path: "logs/a/b", data: base64("y") });
    await expect(files.handle("fs.writeFile", { path: "logs/new", data: "" })).rejects.toMatchObject({
      code: "permission_denied",
      message: expect.stringContaining("files and folders"),
    });
  });

  it("tells what failed without a path of this machine", async () => {
    const { files, root } = open();
    await files.handle("fs.writeFile", { path: "logs/a", data: "" });
    const error = await files.handle("fs.writeFile", { path: "logs/a/b", data: "" }).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ code: expect.stringMatching(/^(call_failed|permission_denied)$/) });
    mkdirSync(join(root, "logs/folder"));
    for (const path of ["logs/folder", "logs"])
      await files
        .handle("fs.writeFile", { path, data: "" })
        .catch(({ message }: Error) => expect(message).not.toContain(root));
  });

  it("refuses a write to a path declared for reading, and files that are too large", async () => {
    const { files } = open([{ path: "in", mode: "ro" }]);
    await expect(files.handle("fs.writeFile", { path: "in/a", data: "" })).rejects.toMatchObject({
      code: "permission_denied",
    });
    const large = open();
    const data = Buffer.alloc((2 << 20) + 1).toString("base64");
    await expect(large.files.handle("fs.writeFile", { path: "logs/a", data })).rejects.toMatchObject({
      code: "message_too_large",
    });
  });

  it("shows nothing to a plugin without files", async () => {
    const { files } = open([]);
    await expect(files.handle("fs.list", { path: "." })).rejects.toMatchObject({ code: "permission_denied" });
  });
});
