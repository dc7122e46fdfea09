import { expect, it } from "vitest";
import { planLocks } from "./plan-locks.ts";

const uses = (runtime: Parameters<typeof planLocks>[1], ...paths: string[]) =>
  planLocks(paths, runtime).map(({ path, ecosystem, use }) => `${path} ${ecosystem} ${use}`);

it("decides by runtime and place what becomes of a lockfile's packages", () => {
  const all = ["package-lock.json", "web/package-lock.json", "composer.lock", "requirements.txt"];
  expect(uses("node", ...all)).toEqual([
    "package-lock.json npm bundled",
    "web/package-lock.json npm operator",
    "composer.lock composer tools",
    "requirements.txt pypi tools",
  ]);
  expect(uses("php", ...all).filter((line) => !line.endsWith("tools"))).toEqual(["composer.lock composer shipped"]);
  expect(uses("python", ...all).filter((line) => !line.endsWith("tools"))).toEqual(["requirements.txt pypi shipped"]);
  expect(uses("bash", ...all).filter((line) => !line.endsWith("tools"))).toEqual([]);
});

it("leaves alone what tests, CI and packages themselves bring, and other files of like names", () => {
  expect(uses("php", "tests/composer.lock", "ci/requirements.txt", "vendor/a/composer.lock")).toEqual([]);
  expect(uses("node", "src/package-lock.json.txt", "my-package-lock.json")).toEqual([]);
});
