import type { ConfinedRequest } from "@plugsmith/action-kit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findShopContainer } from "./list-shop-containers.ts";
import { type ContainerSetting, planContainers } from "./plan-containers.ts";
import type { ShopContainer } from "./shop-container.ts";

const request: ConfinedRequest = {
  program: "/usr/bin/env",
  args: ["/opt/node", "/app/cms.mjs"],
  cwd: "/tmp",
  readOnly: ["/opt/node", "/cache"],
  limits: { memoryMiB: 4096, processes: 512, openFiles: 4096, fileSizeMiB: 1024, cpuSeconds: 900 },
  timeoutMs: 1,
  maxOutputBytes: 1,
};
const setting = (cms: string, changes: Partial<ContainerSetting> = {}): ContainerSetting => ({
  run: "00ff00ff00ff00ff",
  owner: { boot: "a1", namespace: "4", pid: 10, started: "500" },
  container: findShopContainer(cms) as ShopContainer,
  images: { shop: "sha256:shop", database: "sha256:database" },
  secrets: { databasePassword: "database-secret", adminPassword: "admin-secret" },
  request,
  system: ["/usr"],
  ...changes,
});
const all = (plan: ReturnType<typeof planContainers>) =>
  [plan.runner, plan.seed, plan.database, plan.shop].filter((one) => one !== undefined);
const after = (args: readonly string[], option: string) =>
  args.flatMap((word, at) => (word === option ? [args[at + 1] as string] : []));

describe.each(["woocommerce", "prestashop"])("the containers of %s", (cms) => {
  const plan = planContainers(setting(cms));

  it("share the scenario's network, in which there is nothing but loopback", () => {
    expect(after(plan.runner.args, "--network")).toEqual(["none"]);
    for (const { args } of all(plan).filter((one) => one !== plan.runner))
      expect(after(args, "--network")).toEqual(["container:plugsmith-00ff00ff00ff00ff-runner"]);
  });

  it("have no right of root's, no way to get one, and every limit", () => {
    for (const { args } of all(plan)) {
      expect(after(args, "--cap-drop")).toEqual(["ALL"]);
      expect(after(args, "--security-opt")).toEqual(["no-new-privileges"]);
      expect(after(args, "--user")[0]).toMatch(/^[1-9]\d*:[1-9]\d*$/);
      expect(after(args, "--memory")).toEqual(after(args, "--memory-swap"));
      for (const option of ["--memory", "--cpus", "--pids-limit"]) expect(after(args, option)).toHaveLength(1);
      expect(after(args, "--ulimit").map((limit) => limit.split("=")[0])).toEqual(["core", "nofile", "fsize"]);
      expect(after(args, "--tmpfs").every((mount) => /size=\d+m/.test(mount))).toBe(true);
      expect(args).toContain("--rm");
      expect(args.join(" ")).not.toMatch(/privileged |cap-add|docker\.sock|--device|--pid |--volume/);
    }
  });

  it("see folders of this machine in the scenario's container only, and only to read", () => {
    const binds = (args: readonly string[]) => after(args, "--mount").filter((mount) => mount.includes("type=bind"));
    expect(binds(plan.runner.args).map((mount) => /source=([^,]*)/.exec(mount)?.[1])).toEqual([
      "/usr",
      "/opt/node",
      "/cache",
    ]);
    expect(binds(plan.runner.args).every((mount) => mount.endsWith(",readonly"))).toBe(true);
    for (const { args } of all(plan).filter((one) => one !== plan.runner)) expect(binds(args)).toEqual([]);
  });

  it("carry the labels of their run, and no secret in a command line", () => {
    for (const { args } of [...all(plan), { args: plan.volume }]) {
      expect(after(args, "--label")).toEqual(["org.plugsmith.run=00ff00ff00ff00ff", "org.plugsmith.owner=a1.4.10.500"]);
      expect(args.join(" ")).not.toMatch(/secret/);
    }
    expect(Object.values(plan.shop.environment)).toContain("database-secret");
    for (const { args, environment } of all(plan).filter((one) => one !== plan.runner))
      expect(after(args, "--env")).toEqual(Object.keys(environment));
  });
});

it("makes everything read-only but memory where the image allows it", () => {
  expect(planContainers(setting("woocommerce")).shop.args).toContain("--read-only");
  const { shop, seed } = planContainers(setting("prestashop"));
  expect(shop.args).not.toContain("--read-only");
  expect(seed?.args.slice(-6)).toEqual(["cp", "sha256:shop", "-R", "-p", "/var/www/html/.", "/tmp/site/"]);
});

it("starts no database when none was named", () => {
  expect(
    planContainers(setting("woocommerce", { images: { shop: "sha256:shop", database: undefined } })).database,
  ).toBeUndefined();
});

it("adds no option for any folder of this machine, however it is named", () => {
  const plain = planContainers(setting("woocommerce")).runner.args;
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (name) => {
      const readOnly = ["/opt/node", `/${name}`];
      const { args } = planContainers(setting("woocommerce", { request: { ...request, readOnly } })).runner;
      const changed = args.filter((word, at) => word !== plain[at]);
      expect(args.length).toBe(name === "opt/node" || name === "usr" ? plain.length - 2 : plain.length);
      for (const word of changed.length === 1 ? changed : []) expect(word).toMatch(/^"?type=bind/);
    }),
  );
});
