import type { PluginManifest } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import { checkDeclared, checkPermissions } from "./check-permissions.ts";

type Session = Parameters<typeof checkPermissions>[0];
const clean: Session = {
  provider: { requests: [], refusals: [] } as unknown as Session["provider"],
  logs: [],
  emitted: [],
  secrets: ["sk_1", "wh_2"],
};
const leaks = (changes: Partial<Session>, answers: unknown[] = []) =>
  checkPermissions({ ...clean, ...changes }, answers)[1]?.detail;

it("holds for a plugin that asks for nothing and says nothing", () => {
  expect(checkPermissions(clean, [{ id: 1 }]).map(({ status }) => status)).toEqual(["passed", "passed"]);
});

it("names what was asked for beyond the manifest", () => {
  const provider = {
    requests: [],
    refusals: [{ method: "fetch", what: "evil:443" }],
  } as unknown as Session["provider"];
  expect(checkPermissions({ ...clean, provider }, [])[0]).toMatchObject({
    status: "failed",
    detail: expect.stringContaining("evil:443"),
  });
});

it("finds a secret wherever it goes", () => {
  expect(leaks({ logs: [{ level: "info", message: "x", data: { deep: ["sk_1"] }, source: "ctx" }] })).toContain(
    "the log",
  );
  expect(leaks({ logs: [{ level: "info", message: "key sk_1", source: "stderr" }] })).toContain("printed text");
  expect(leaks({ emitted: [{ event: "a.b", data: "wh_2" }] })).toContain("event a.b");
  expect(leaks({}, ["Error: wh_2 is wrong"])).toContain("an answer");
  const requests = [{ url: "https://x/?key=sk_1" }] as unknown as Session["provider"]["requests"];
  expect(leaks({ provider: { ...clean.provider, requests } })).toContain("address of a request");
});

it("wants every event declared", () => {
  const manifest = { events: { publishes: ["a.b"], subscribes: [] } } as unknown as PluginManifest;
  const emitted = [
    { event: "a.b", data: {} },
    { event: "c.d", data: {} },
  ];
  expect(checkDeclared({ emitted }, manifest)).toMatchObject({
    status: "failed",
    detail: "c.d is published and not declared",
  });
});
