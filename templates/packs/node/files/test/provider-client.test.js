import assert from "node:assert/strict";
import { it } from "node:test";
import { createProviderClient, pauseBefore } from "../src/provider-client.js";
import { readSettings } from "../src/read-settings.js";
import { settings } from "./fake-context.js";

const say = (key) => key;
const client = (fetch, signal) => createProviderClient({ fetch, settings: readSettings(settings), say, signal });

it("waits longer each time, never the same, never for ever", () => {
  assert.equal(pauseBefore(1, 200, undefined, () => 0), 100);
  assert.equal(pauseBefore(1, 200, undefined, () => 1), 200);
  assert.equal(pauseBefore(3, 200, undefined, () => 1), 800);
  assert.equal(pauseBefore(9, 5000, undefined, () => 1), 5000);
  assert.equal(pauseBefore(1, 200, "2"), 2000);
  assert.equal(pauseBefore(1, 200, "86400"), 5000);
  assert.equal(pauseBefore(1, 200, "Wed, 21 Oct 2099 07:28:00 GMT", () => 1), 200);
});

it("does not repeat what the provider refused, nor what the manifest forbids", async () => {
  let calls = 0;
  const refused = client(async () => ({ status: 400, headers: {}, body: `{"tries":${(calls += 1)}}` }));
  await assert.rejects(refused.post("/v1/checkouts", {}), { code: "provider_refused", status: 400 });
  const denied = client(async () => {
    calls += 1;
    throw Object.assign(new Error("no"), { code: "permission_denied" });
  });
  await assert.rejects(denied.post("/v1/checkouts", {}), { code: "permission_denied" });
  assert.equal(calls, 2);
});

it("refuses an answer that is no JSON object", async () => {
  for (const body of ["<html>", "[]", "7", "null"]) {
    const odd = client(async () => ({ status: 200, headers: {}, body }));
    await assert.rejects(odd.post("/v1/checkouts", {}), { code: "provider_answer_invalid" });
  }
});

it("stops waiting when the plugin is unloaded", async () => {
  const controller = new AbortController();
  const slow = client(async () => {
    controller.abort();
    return { status: 503, headers: { "Retry-After": "5" }, body: "" };
  }, controller.signal);
  const started = performance.now();
  await assert.rejects(slow.post("/v1/checkouts", {}), { code: "provider_unreachable" });
  assert.ok(performance.now() - started < 1000);
});

it("takes https addresses, and plain http only where nobody can listen", () => {
  const base = (apiBase) => readSettings({ apiBase }).apiBase;
  assert.equal(base("https://api.example.com//"), "https://api.example.com");
  assert.equal(base("http://127.0.0.1:8080/x/"), "http://127.0.0.1:8080/x");
  for (const wrong of ["http://api.example.com", "ftp://x", "https://u:p@x", "https://x/?q", "no", 7, "http://localhost.example.com"])
    assert.equal(base(wrong), "", String(wrong));
});
