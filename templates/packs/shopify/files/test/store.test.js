import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { createFileStore } from "../web/file-store.js";
import { createMemoryStore } from "../web/src/memory-store.js";

const secret = "0123456789abcdef0123456789abcdef";
const shop = "acme.myshopify.com";
let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-"));
});
after(() => rm(folder, { recursive: true, force: true }));

for (const [name, create] of [
  ["the memory store", () => createMemoryStore()],
  ["the file store", async () => createFileStore(await mkdtemp(join(folder, "s-")), secret)],
])
  describe(name, () => {
    it("keeps records by kind and key, and forgets one shop's", async () => {
      const store = await create();
      await store.set("payment", `${shop} p1`, { state: "open" });
      await store.set("payment", `${shop} p1`, { state: "succeeded" });
      await store.set("session", shop, { id: "s" });
      await store.set("session", "acme.myshopify.com.other", { id: "t" });
      assert.deepEqual(await store.get("payment", `${shop} p1`), { state: "succeeded" });
      assert.equal(await store.get("refund", `${shop} p1`), undefined);
      await store.forgetShop(shop);
      await store.forgetShop(shop);
      assert.deepEqual([await store.get("payment", `${shop} p1`), await store.get("session", shop)], [undefined, undefined]);
      assert.deepEqual(await store.get("session", "acme.myshopify.com.other"), { id: "t" });
    });
  });

describe("records in files", () => {
  it("can be read with their secret only, and not after a change", async () => {
    const home = await mkdtemp(join(folder, "f-"));
    await createFileStore(home, secret).set("credentials", shop, { apiKey: "sk_live_4242424242424242" });
    const [path] = (await readdir(home, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const bytes = await readFile(path);
    assert.ok(!bytes.toString("latin1").includes("4242"));
    await assert.rejects(createFileStore(home, secret.replace("0", "1")).get("credentials", shop));
    bytes[30] ^= 1;
    await writeFile(path, bytes);
    await assert.rejects(createFileStore(home, secret).get("credentials", shop));
    assert.throws(() => createFileStore(home, "short"));
  });
});
