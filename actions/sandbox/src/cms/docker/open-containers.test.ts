import { expect, it } from "vitest";
import { fakeEngine } from "./fake-engine.ts";
import { findShopContainer } from "./list-shop-containers.ts";
import { openContainers } from "./open-containers.ts";
import type { ShopContainer } from "./shop-container.ts";

const image = `wordpress:6.8@sha256:${"a".repeat(64)}`;
const database = `mariadb@sha256:${"b".repeat(64)}`;

it("says in its versions which engine and which images, with their digests, and starts them by content", async () => {
  const engine = fakeEngine({ runner: () => ({ exitCode: 0, stdout: "", stderr: "" }) });
  engine.images.set(image, { Id: "sha256:1111", Size: 1, Config: { Env: ["PHP_VERSION=8.3.27"] } });
  engine.images.set(database, { Id: "sha256:2222", Size: 1 });
  const ask = (input: string) => ({ image, "database-image": database })[input] ?? "";
  const ports = { engine, watch: () => ({ dismiss: () => {} }) };
  const how = { say: () => {}, nowMs: 0 };
  const containers = await openContainers(ports, findShopContainer("woocommerce") as ShopContainer, ask, how);
  expect(containers.versions).toEqual({ docker: "28.2.2", shopImage: image, databaseImage: database, php: "8.3.27" });
  await containers.run({ program: "/p", args: [], cwd: "/", timeoutMs: 1000, maxOutputBytes: 1 });
  const started = engine.calls
    .filter(([verb]) => verb === "run")
    .map((args) => args.filter((word) => /^sha256:\d/.test(word)));
  expect(started.flat()).toEqual(["sha256:2222", "sha256:1111"]);
});
