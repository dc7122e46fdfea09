import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { detectConfinement } from "@plugsmith/plugin-host";
import type { PluginManifest } from "@plugsmith/schemas";
import { afterAll, describe, expect, it } from "vitest";
import { runContract } from "./run-contract.ts";

const home = mkdtempSync(join(tmpdir(), "plugsmith-pretend-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const confinement = await detectConfinement();
if (confinement.level !== "os")
  console.warn(`skipped: PHP and Python plugins are not played, for ${confinement.reason ?? "there is no boundary"}`);

/** A generated plugin, changed as a cheat would change it, through the whole suite. */
async function play(fixture: string, changes: readonly (readonly [string, string | RegExp, string])[] = []) {
  const folder = mkdtempSync(join(home, "p-"));
  cpSync(join(import.meta.dirname, "../../../../templates/fixtures", fixture, "tree"), folder, { recursive: true });
  for (const [file, from, to] of changes) {
    const before = readFileSync(join(folder, file), "utf8");
    const after = before.replace(from, () => to);
    expect(after, `${file} has nothing to change`).not.toBe(before);
    writeFileSync(join(folder, file), after);
  }
  const manifest = JSON.parse(readFileSync(join(folder, "plugin.json"), "utf8")) as PluginManifest;
  const now = () => new Date();
  const played = await runContract({
    pluginDir: folder,
    stage: folder,
    entry: manifest.entry,
    manifest,
    confinement,
    now,
  });
  return { ...played, broken: played.checks.filter(({ status }) => status === "failed").map(({ check }) => check) };
}

const webhooks = ["signature_validation", "payload_format"];
const events = ["checkout_created", "payment_succeeded", "payment_failed", "refund_issued"];

const python = "src/acme_pay_plugin";
const woo = "includes/class-acme-pay";
/** What each cheat does, and the checks that must notice; all others must hold. */
const cheats: Readonly<
  Record<
    string,
    readonly (readonly [string, readonly string[], readonly (readonly [string, string | RegExp, string])[]])[]
  >
> = {
  "node-full-de": [
    [
      "says yes without asking the provider",
      [...events, "retry_logic"],
      [
        [
          "src/provider-client.js",
          "async post(path, body, idempotencyKey = randomUUID()) {",
          'async post(path) { return { status: 200, answer: { id: "x_1", amount: 1 } };',
        ],
      ],
    ],
  ],
  "python-full-fr": [
    [
      "says yes without asking the provider",
      [...events, "retry_logic"],
      [
        [
          `${python}/client.py`,
          "        if not self._settings.api_base",
          '        return Answer(200, {"id": "x_1"})\n        if not self._settings.api_base',
        ],
      ],
    ],
    [
      "takes any signature",
      ["signature_validation"],
      [[`${python}/webhooks.py`, "if not hmac.compare_digest(expected, signature.lower()):", "if False:"]],
    ],
    [
      "logs its key",
      ["no_sensitive_data_logging"],
      [
        [
          `${python}/gateway.py`,
          '_LOG.info("%s", self',
          '_LOG.info("%s %s", self._client._settings.api_key[::1].replace("_probe_", "_probe_"), self',
        ],
        [`${python}/redaction.py`, "text = text.replace(secret, _HIDDEN)", "pass"],
      ],
    ],
  ],
  "shopify-full-fr": [
    [
      "says yes without asking the provider",
      [...events, ...webhooks, "retry_logic"],
      [
        [
          "web/src/provider-client.js",
          "const headers = {",
          'return { status: 200, answer: { id: "x_1", url: "https://x.example/" } };\n      const headers = {',
        ],
      ],
    ],
    [
      "takes any signature",
      ["signature_validation"],
      [["web/src/provider-webhooks.js", "if (!timingSafeEqual(expected", "if (false && !timingSafeEqual(expected"]],
    ],
    [
      "tells what the provider said of the card",
      ["no_sensitive_data_logging"],
      [
        [
          "web/src/payment-sessions.js",
          'await emit("checkout.created", { checkoutId,',
          'await emit("checkout.created", { ...answer, checkoutId,',
        ],
      ],
    ],
    [
      "brings a driver that makes the events up",
      [...events, ...webhooks, "retry_logic"],
      [
        [
          "test/contract.js",
          "async createCheckout({ amount, currency }) {",
          'async createCheckout() { state.ctx.emit("checkout.created", {}); return { checkoutId: "c" };',
        ],
        [
          "test/contract.js",
          "async capturePayment({ checkoutId }) {",
          'async capturePayment() { state.ctx.emit("payment.succeeded", {}); return { status: "succeeded" };',
        ],
        [
          "test/contract.js",
          "async refundPayment({ paymentId, amount }) {",
          'async refundPayment() { state.ctx.emit("refund.issued", {}); return {};',
        ],
        [
          "test/contract.js",
          "async receiveWebhook({ headers, body }) {",
          "async receiveWebhook() { return { status: 200 };",
        ],
        ["test/contract.js", "state = { app,", "state = { ctx, app,"],
      ],
    ],
    [
      "brings a driver that leaves out what would fail",
      ["methods", "refund_issued"],
      [["test/contract.js", "async refundPayment(", "async _refundPayment("]],
    ],
  ],
  "woocommerce-full-fr": [
    [
      "takes a body without sense",
      ["payload_format"],
      [[`${woo}-webhook.php`, "'body_invalid' ), 400", "'body_invalid' ), 200"]],
    ],
    ["takes any signature", ["signature_validation"], [[`${woo}-webhook.php`, "hash_equals(", "true || hash_equals("]]],
    ["leaves its settings behind", ["unload"], [["uninstall.php", "} else {", "} elseif (false) {"]]],
  ],
};

describe.each(Object.entries(cheats))("the contract suite on %s", (fixture, cases) => {
  const program = fixture.startsWith("python") ? "/usr/bin/python3" : "/usr/bin/php";
  const runs = /^(node|shopify)-/.test(fixture) || (confinement.level === "os" && existsSync(program));

  it.skipIf(!runs).concurrent("passes what the pack made", async () => {
    const { kind, broken, checks } = await play(fixture);
    expect(broken).toEqual([]);
    expect(kind).toBe(/^(shopify|woo)/.test(fixture) ? "own-driver" : "plugin");
    const played = checks.filter(({ status }) => status === "passed").map(({ check }) => check);
    expect(played).toEqual(expect.arrayContaining([...events, ...webhooks, "retry_logic"]));
  });

  it.skipIf(!runs).concurrent.each(cases)("notices a plugin that %s", async (_what, noticed, changes) => {
    expect((await play(fixture, changes)).broken.toSorted()).toEqual([...noticed].toSorted());
  });
});
