/** @import { Store } from "./src/types.js" */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Records as encrypted files (AES-256-GCM), one folder a shop: enough for one server. Several servers need a database
 * behind the same four functions.
 * @param {string} folder
 * @param {string} secret At least 32 characters; another one makes every record unreadable.
 * @returns {Store}
 */
export function createFileStore(folder, secret) {
  if (secret.length < 32) throw new Error("STORE_SECRET needs at least 32 characters.");
  const key = createHash("sha256").update(secret).digest();
  /** @type {(text: string) => string} */
  const hash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 40);
  /** @type {(kind: string, name: string) => {home: string, file: string}} */
  const place = (kind, name) => {
    const home = join(folder, hash(name.split(" ")[0] ?? ""));
    return { home, file: join(home, hash(`${kind} ${name}`)) };
  };

  return {
    async get(kind, name) {
      const sealed = await readFile(place(kind, name).file).catch((error) => {
        if (error.code === "ENOENT") return undefined;
        throw error;
      });
      if (sealed === undefined) return undefined;
      const opener = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
      opener.setAAD(Buffer.from(`${kind} ${name}`)).setAuthTag(sealed.subarray(12, 28));
      return JSON.parse(Buffer.concat([opener.update(sealed.subarray(28)), opener.final()]).toString("utf8"));
    },

    async set(kind, name, value) {
      const { home, file } = place(kind, name);
      const start = randomBytes(12);
      const sealer = createCipheriv("aes-256-gcm", key, start).setAAD(Buffer.from(`${kind} ${name}`));
      const text = Buffer.concat([sealer.update(JSON.stringify(value), "utf8"), sealer.final()]);
      await mkdir(home, { recursive: true, mode: 0o700 });
      // Written beside and renamed, so that a crash leaves the old record or the new one.
      const fresh = `${file}.${randomBytes(6).toString("hex")}`;
      await writeFile(fresh, Buffer.concat([start, sealer.getAuthTag(), text]), { mode: 0o600 });
      await rename(fresh, file);
    },

    async forgetShop(shop) {
      const { home } = place("", shop);
      for (const name of await readdir(home).catch(() => [])) await rm(join(home, name), { force: true });
      await rm(home, { recursive: true, force: true });
    },
  };
}
