import { describe, expect, it } from "vitest";
import { createFakeForge, people } from "../testing/fake-forge.ts";
import { pushFiles } from "../testing/fake-github-state.ts";
import { createTextFinder } from "./find-text-store.ts";
import type { TextStore } from "./text-store.ts";

const store: TextStore = { write: async () => {}, read: async () => new Map() };
const valid = (extra: string) =>
  `schemaVersion: 1\napprovers: {users: [{id: 3, login: carol}]}\napprovals: {required: 2}\n${extra}`;

function open(answer: () => Promise<{ status: number; data: unknown }>) {
  const { state, context } = createFakeForge();
  const asked: string[] = [];
  const find = createTextFinder({
    mirror: context.mirror,
    defaultBranch: "main",
    request: async (route, parameters) => {
      asked.push(`${route} ${parameters?.["owner"]}/${parameters?.["repo"]}`);
      return answer();
    },
    open: async () => store,
  });
  const configure = (text: string) => pushFiles(state, "main", { ".github/forge.yml": text }, people.maintainer);
  return { find, configure, asked };
}
const isPrivate = (value: boolean) => async () => ({ status: 200, data: { private: value } });

describe("createTextFinder", () => {
  it("leaves texts in the log where no repository is named", async () => {
    expect(await open(isPrivate(true)).find()).toBe("log");
  });

  it("asks once whether the named repository is private, and keeps to it while forge.yml is broken", async () => {
    const { find, configure, asked } = open(isPrivate(true));
    configure(valid("audit: {repository: acme/secret}\n"));
    expect(await find()).toBe(store);
    configure("approvers: [");
    expect(await find()).toBe(store);
    expect(asked).toEqual(["GET /repos/{owner}/{repo} acme/secret"]);
  });

  it("says that nobody can know while forge.yml was never valid", async () => {
    const { find, configure } = open(isPrivate(true));
    configure("approvers: [");
    expect(await find()).toBe("nowhere");
  });

  it.each([
    ["is public", isPrivate(false)],
    ["is not reachable", () => Promise.reject(Object.assign(new Error("no"), { status: 404 }))],
  ])("refuses a repository that %s", async (_, answer) => {
    const { find, configure } = open(answer);
    configure(valid("audit: {repository: acme/secret}\n"));
    await expect(find()).rejects.toMatchObject({ code: "audit_texts_unavailable" });
  });
});
