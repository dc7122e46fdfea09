import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readPacks } from "./read-pack.ts";
import { parseGoldenRequest, renderGolden } from "./testing.ts";

const packs = await readPacks();
const work = mkdtempSync(join(tmpdir(), "plugsmith-broken-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Ends with the exit code of a program; -1 where there is none. */
const run = (program: string, args: readonly string[], cwd: string): Promise<number> =>
  new Promise((resolve) => {
    // Without the test runner's own variables, or node --test would think it runs inside itself.
    const child = spawn(program, args, { cwd, env: { PATH: process.env["PATH"] ?? "" }, stdio: "ignore" });
    child.on("error", () => resolve(-1));
    child.on("close", (code) => resolve(code ?? 1));
  });

/** Runs a plugin's own tests the way its readme says. */
function runTests(folder: string): Promise<number> {
  if (existsSync(join(folder, "tests/run.php"))) return run("php", ["tests/run.php"], folder);
  if (existsSync(join(folder, "tests/run.py"))) return run("/usr/bin/python3", ["-I", "-B", "tests/run.py"], folder);
  const files = readdirSync(join(folder, "test")).filter((file) => file.endsWith(".test.js"));
  return run(process.execPath, ["--test", "--test-isolation=none", ...files.map((file) => `test/${file}`)], folder);
}

type Break = readonly [fixture: string, what: string, path: string, from: string, to: string];
const signed = "hash_equals($expected, strtolower($signature))";
const signedNode = 'if (!timingSafeEqual(expected, Buffer.from(signature, "hex"))) return false;';
const wooHook = "includes/class-acme-pay-webhook.php";
const wooOrders = "includes/class-acme-pay-orders.php";

/** What an engineer may break without a word of the type checker. */
const breaks: readonly Break[] = [
  ["woocommerce-full-fr", "signature", wooHook, "hash_equals( $expected, strtolower( $signature ) )", "true"],
  ["woocommerce-full-fr", "replay window", wooHook, "abs( time() - (int) $timestamp ) <= self::WINDOW", "true"],
  ["woocommerce-full-fr", "lock", "includes/class-acme-pay-lock.php", "return 1 === $taken;", "return true;"],
  ["woocommerce-full-fr", "amount", wooOrders, "$paid !== $wanted || $paid_in !== $currency", "false"],
  ["woocommerce-full-fr", "order key", wooOrders, "! hash_equals( $order->get_order_key(), $key )", "false"],
  ["prestashop-full-fr", "signature", "acmepay/src/WebhookReceiver.php", signed, "true"],
  ["prestashop-full-fr", "lock", "acmepay/src/PaymentStore.php", "!== '1'", "=== 'x'"],
  [
    "prestashop-full-fr",
    "once",
    "acmepay/src/WebhookReceiver.php",
    "!$this->store->isEventKnown($event['id'])",
    "true",
  ],
  ["prestashop-full-fr", "adoption", "acmepay/src/Payments.php", "$idOrder === 0 || ", "$idOrder > 0 || "],
  ["prestashop-full-fr", "escaping", "acmepay/views/templates/hook/option.tpl", "|escape:'htmlall':'UTF-8'", ""],
  ["magento-full-fr", "signature", "Model/Webhook.php", signed, "true"],
  [
    "magento-full-fr",
    "mark of a refund",
    "Model/Payments.php",
    "!$this->seen->remember('refund ' . $refundId)",
    "false",
  ],
  ["magento-full-fr", "sensitive key", "etc/di.xml", "provider/api_key", "provider/api_kay"],
  ["php-full-fr", "signature", "src/Webhook/WebhookReceiver.php", signed, "true"],
  ["php-full-fr", "once", "src/Webhook/WebhookReceiver.php", "!$this->seen->remember($event['id'])", "false"],
  [
    "python-full-fr",
    "signature",
    "src/acme_pay_plugin/webhooks.py",
    "not hmac.compare_digest(expected, signature.lower())",
    "False",
  ],
  ["node-full-de", "signature", "src/webhook-receiver.js", signedNode, ""],
  ["node-full-de", "once", "src/webhook-receiver.js", "!seen.add(event.id)", "false"],
  ["shopify-full-fr", "signature", "web/src/provider-webhooks.js", signedNode, ""],
];

const php = (await run("php", ["-r", "exit(class_exists('DOMDocument') ? 0 : 1);"], work)) === 0;
const python = existsSync("/usr/bin/python3");
if (!php || !python)
  console.warn("skipped: broken plugins of a language that is not installed (php-cli php-xml, python3)");
const canRun = (fixture: string) => (fixture.startsWith("python") ? python : /^(node|shopify)/.test(fixture) || php);

describe("a plugin's own tests", () => {
  it.concurrent.each(breaks.filter(([fixture]) => canRun(fixture)))(
    "of %s fail when its %s is broken",
    async (...one) => {
      const [fixture, what, path, from, to] = one;
      const folder = join(work, `${fixture} ${what}`);
      const request = readFileSync(join(import.meta.dirname, "../fixtures", fixture, "request.json"), "utf8");
      const tree = renderGolden(packs, parseGoldenRequest(request));
      const sound = String(tree.get(path));
      expect(sound, path).toContain(from);
      for (const [name, content] of tree) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), name === path ? sound.replace(from, () => to) : content);
      }
      expect(await runTests(folder)).toBe(1);
    },
  );
});
