import { expect, it } from "vitest";
import { createFakeForge, people } from "../testing/fake-forge.ts";
import { pushFiles } from "../testing/fake-github-state.ts";
import { gatherPluginFiles, gatherRender } from "./gather-plugin-files.ts";

const { mirror, state } = createFakeForge();
const push = (branch: string, text: string) => pushFiles(state, branch, { "plugins/acme-pay/a.js": text }, people.bob);
const generated = (render: string, name = "acme-pay") => ({ kind: "generated", data: { name, render } }) as never;

it("reads the files of one plugin by their path in it; null where there is none", async () => {
  const commit = push("one", "1\n");
  const files = await gatherPluginFiles(mirror, commit, "acme-pay");
  expect([...(files ?? [])]).toEqual([["a.js", { content: "1\n", executable: false, sha: expect.any(String) }]]);
  expect(await gatherPluginFiles(mirror, commit, "acme")).toBeNull();
});

it("takes the newest rendering of the log that the commit comes after, and nobody else's", async () => {
  const first = push("two", "first\n");
  const second = push("two", "second\n");
  const head = push("two", "by hand\n");
  const elsewhere = push("three", "elsewhere\n");
  const read = async (...records: never[]) =>
    (await gatherRender(mirror, head, "acme-pay", records))?.get("a.js")?.content ?? null;
  expect(await read(generated(first), generated(second))).toBe("second\n");
  expect(await read(generated(first), generated(elsewhere), generated("f".repeat(40)))).toBe("first\n");
  expect(await read(generated(second, "other-plugin"))).toBeNull();
  expect(await read()).toBeNull();
});
