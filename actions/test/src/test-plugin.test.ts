import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { localToolkit, runStep } from "@plugsmith/action-kit";
import { parseContractReport } from "@plugsmith/schemas";
import { afterAll, describe, expect, it } from "vitest";
import { testPlugin } from "./test-plugin.ts";

const home = mkdtempSync(join(tmpdir(), "plugsmith-test-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A plugin folder and the stage that build would make of it: the fixtures need no bundling. */
function stage(fixture: string, change: (folder: string) => void = () => {}) {
  const work = mkdtempSync(join(home, "w-"));
  const folder = join(work, fixture);
  cpSync(join(import.meta.dirname, "../fixtures", fixture), folder, { recursive: true });
  change(folder);
  const outDir = join(work, "out");
  mkdirSync(join(outDir, "results"), { recursive: true });
  cpSync(folder, join(outDir, "stage"), { recursive: true });
  const manifest = JSON.parse(readFileSync(join(folder, "plugin.json"), "utf8")) as { entry: string };
  const built = {
    schemaVersion: 1,
    step: "build",
    status: "success",
    code: "ok",
    message: "Built.",
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 1,
    facts: { entry: manifest.entry },
  };
  writeFileSync(join(outDir, "results/build.json"), JSON.stringify(built));
  return { folder, outDir };
}

function test({ folder, outDir }: { folder: string; outDir: string }) {
  const shown: string[] = [];
  const inputs = { "plugin-dir": folder, "out-dir": outDir, name: basename(folder) };
  const toolkit = localToolkit({ inputs, waiver: "process", onUntrusted: (_title, text) => shown.push(text) });
  return runStep(testPlugin, toolkit).then((result) => ({ result, shown: shown.join("\n") }));
}

const edit = (file: string, from: string | RegExp, to: string) => (folder: string) => {
  const before = readFileSync(join(folder, file), "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(join(folder, file), after);
};
const broken = ({ contract = [] }: { contract?: { suite: string; check: string; status: string }[] }) =>
  contract.filter(({ status }) => status === "failed").map(({ suite, check }) => `${suite}.${check}`);

describe("the plugin's own tests", () => {
  it("are counted", async () => {
    const { result } = await test(stage("honest-bench"));
    expect(result).toMatchObject({ status: "success", tests: { passed: 2, failed: 0, skipped: 0 } });
  });

  it("run where build left a copy of the plugin with its packages", async () => {
    const at = stage("honest-bench", (folder) => {
      const file = join(folder, "test/greeting.test.js");
      writeFileSync(file, `import pad from "left-pad";\n${readFileSync(file, "utf8")}\npad();\n`);
    });
    expect((await test(at)).result).toMatchObject({ status: "failed", code: "tests_failed" });
    const work = join(at.outDir, "work", basename(at.folder));
    cpSync(at.folder, work, { recursive: true });
    mkdirSync(join(work, "node_modules/left-pad"), { recursive: true });
    writeFileSync(join(work, "node_modules/left-pad/index.js"), "module.exports = () => {};");
    expect((await test(at)).result).toMatchObject({ status: "success", tests: { passed: 2 } });
  });

  it("must be there", async () => {
    const { result } = await test(stage("honest-bench", (folder) => rmSync(join(folder, "test"), { recursive: true })));
    expect(result).toMatchObject({ status: "failed", code: "tests_failed", tests: { passed: 0, failed: 0 } });
  });

  it("do not count when all are skipped", async () => {
    const { result } = await test(stage("honest-bench", edit("test/greeting.test.js", /test\(/g, "test.skip(")));
    expect(result).toMatchObject({ status: "failed", code: "tests_failed" });
  });

  it("fail the step when one fails, and their words are shown fenced", async () => {
    const { result, shown } = await test(stage("honest-bench", edit("test/greeting.test.js", '"ready"', '"gone"')));
    expect(result).toMatchObject({ status: "failed", code: "tests_failed", tests: { passed: 1, failed: 1 } });
    expect(shown).toContain("not ok 1 - greets");
  });

  it.each([
    ["dies", "process.exit(0);"],
    ["does not parse", "const = ;"],
  ])("do not pass when the file %s", async (_what, code) => {
    const { result } = await test(
      stage("honest-bench", (folder) => writeFileSync(join(folder, "test/greeting.test.js"), code)),
    );
    expect(result).toMatchObject({ status: "failed", code: "tests_failed" });
  });

  it("cannot reach the network or write to the plugin", async () => {
    const code = `import { test } from "node:test"; import fs from "node:fs"; import assert from "node:assert";
      test("writes", () => assert.throws(() => fs.writeFileSync("new.txt", "x")));
      test("sees no job", () => assert.deepEqual(Object.keys(process.env).filter((name) => /GITHUB|ACTIONS|RUNNER|TOKEN/.test(name)), []));`;
    const { result } = await test(
      stage("honest-bench", (folder) => writeFileSync(join(folder, "test/greeting.test.js"), code)),
    );
    expect(result).toMatchObject({ status: "success", tests: { passed: 2 } });
  });
});

describe("the contract suite", () => {
  it("passes a payment plugin that keeps its contract", async () => {
    const { result } = await test(stage("honest-pay"));
    expect(result).toMatchObject({ status: "success", code: "ok" });
    expect(result.contract?.every(({ status }) => status === "passed")).toBe(true);
    expect(result.contract?.length).toBeGreaterThan(12);
    expect(result.facts).toEqual({ contractBy: "plugin" });
  });

  it("leaves its answer as a report and as JUnit, equal to the step's result", async () => {
    const at = stage("pretend-pay");
    const { result } = await test(at);
    const read = (name: string) => readFileSync(join(at.outDir, "results", name), "utf8");
    const report = parseContractReport(JSON.parse(read("contract.json")));
    expect(report).toMatchObject({
      ok: true,
      value: { judgedBy: "plugin", tests: result.tests, checks: result.contract },
    });
    expect(read("contract.junit.xml").match(/<failure /g)).toHaveLength(broken(result).length);
  });

  it("fails a plugin that only pretends, in every suite that it pretends in", async () => {
    const { result } = await test(stage("pretend-pay"));
    expect(result).toMatchObject({ status: "failed", code: "contract_failed", tests: { failed: 0 } });
    expect(broken(result)).toEqual([
      "events.checkout_created",
      "events.payment_succeeded",
      "events.payment_failed",
      "events.refund_issued",
      "webhooks.signature_validation",
      "webhooks.payload_format",
      "webhooks.retry_logic",
      "permissions.no_sensitive_data_logging",
    ]);
  });

  const index = "src/index.js";
  it.each<[string, string[], (folder: string) => void]>([
    [
      "accepts any signature",
      ["webhooks.signature_validation"],
      edit(index, "return given.length === own.length && timingSafeEqual(given, own);", "return true;"),
    ],
    [
      "forgets the replay window",
      ["webhooks.signature_validation"],
      edit(index, " || Math.abs(Date.now() / 1000 - Number(timestamp)) > 300", ""),
    ],
    [
      "signs the body alone",
      ["webhooks.signature_validation", "webhooks.payload_format"],
      edit(index, "`${timestamp}.${body}`", "body"),
    ],
    ["takes an event twice", ["webhooks.payload_format"], edit(index, "seen.add(event.id);", "")],
    [
      "falls over bodies that are no JSON",
      ["webhooks.payload_format"],
      edit(index, "return { status: 400 };\n    }\n    if (typeof", "throw new Error('x');\n    }\n    if (typeof"),
    ],
    ["never tries again", ["webhooks.retry_logic"], edit(index, "attempt === 3", "attempt === 0")],
    ["tries again without end", ["webhooks.retry_logic"], edit(index, "attempt === 3", "attempt === 6")],
    ["tries again at once", ["webhooks.retry_logic"], edit(index, "await wait(20 * 2 ** attempt);", "")],
    [
      "draws a new key for each try",
      ["webhooks.retry_logic"],
      edit(index, '"idempotency-key": key', '"idempotency-key": randomUUID()'),
    ],
    [
      "uses one key for everything",
      ["webhooks.retry_logic"],
      edit(index, "const key = randomUUID();", 'const key = "always";'),
    ],
    ["repeats a refusal", ["webhooks.retry_logic"], edit(index, "status === 429 || status === 503", "status >= 400")],
    [
      "calls a declined payment a success",
      ["events.payment_failed"],
      edit(
        index,
        'ctx.emit("payment.failed", { checkoutId, reason: "declined" });',
        'ctx.emit("payment.succeeded", {});',
      ),
    ],
    [
      "tells a refund twice",
      ["events.refund_issued"],
      edit(
        index,
        'ctx.emit("refund.issued", { id: refund.id',
        'ctx.emit("refund.issued", {}); ctx.emit("refund.issued", { id: refund.id',
      ),
    ],
    [
      "publishes what it does not declare",
      ["events.declared"],
      edit(index, "ctx = context;", 'ctx = context; ctx.emit("stats.sent", {});'),
    ],
    [
      "calls another host",
      ["permissions.scoped_access"],
      edit(index, "ctx = context;", 'ctx = context; ctx.fetch("https://stats.example/").catch(() => {});'),
    ],
    [
      "prints its key",
      ["permissions.no_sensitive_data_logging"],
      edit(index, "ctx = context;", "ctx = context; console.log(ctx.config.apiKey);"),
    ],
    [
      "hides a method",
      ["lifecycle.methods"],
      edit(index, "async receiveWebhook(", "async debug() {},\n  async receiveWebhook("),
    ],
    ["lacks a hook", ["lifecycle.hooks"], edit(index, "export async function onUnload", "async function onUnload")],
    ["fails to load", ["lifecycle.load"], edit(index, "ctx = context;", 'ctx = context; throw new Error("no");')],
  ])("notices a plugin that %s", async (_what, checks, change) => {
    const { result } = await test(stage("honest-pay", change));
    expect(result).toMatchObject({ status: "failed", code: "contract_failed" });
    expect(broken(result)).toEqual(checks);
  });

  it("says which checks a bench plugin gives no occasion for", async () => {
    const { result } = await test(stage("honest-bench"));
    const skipped = result.contract?.filter(({ status }) => status === "not_applicable") ?? [];
    expect(skipped.map(({ check }) => check)).toEqual(["signature_validation", "payload_format", "retry_logic"]);
    expect(skipped.every(({ detail }) => detail)).toBe(true);
  });

  it("notices a bench plugin that tells nothing of its device", async () => {
    const { result } = await test(stage("honest-bench", edit(index, /ctx\.emit\(.*\);/g, "")));
    expect(broken(result)).toEqual(["events.device"]);
  });

  it("fails with the plugin's words when it does not start", async () => {
    const { result } = await test(stage("pretend-pay", edit(index, "let ctx;", 'throw new Error("no licence");')));
    expect(result).toMatchObject({
      status: "failed",
      code: "load_failed",
      message: expect.stringContaining("no licence"),
    });
  });

  it("needs the result of build", async () => {
    const at = stage("honest-pay");
    rmSync(join(at.outDir, "results/build.json"));
    expect((await test(at)).result).toMatchObject({ status: "failed", code: "input_invalid" });
  });
});

describe.skipIf(!existsSync("/usr/bin/php"))("a PHP plugin", () => {
  const driver = (answers: string) =>
    `<?php while (($line = fgets(STDIN)) !== false) { $s = json_decode($line)->scenario; ${answers} }`;
  const php = (contract: string | null) =>
    stage("honest-bench", (folder) => {
      const file = join(folder, "plugin.json");
      writeFileSync(
        file,
        JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), runtime: "php", entry: "main.php" }),
      );
      writeFileSync(join(folder, "main.php"), "<?php");
      mkdirSync(join(folder, "tests"));
      writeFileSync(join(folder, "tests/run.php"), '<?php echo "2 passed, 0 failed\\n";');
      if (contract !== null) writeFileSync(join(folder, "tests/contract.php"), contract);
    });

  it("is judged by its pack's own driver", async () => {
    const { result } = await test(php(driver('echo json_encode(["scenario" => $s, "status" => "passed"]), "\\n";')));
    expect(result).toMatchObject({ status: "success", tests: { passed: 2 } });
    expect(result.contract).toHaveLength(12);
    expect(result.facts).toEqual({ contractBy: "self-reported" });
  });

  it("fails where the driver is silent, missing or dies", async () => {
    const silent = await test(
      php(
        driver('if ($s !== "webhooks.retry_logic") echo json_encode(["scenario" => $s, "status" => "passed"]), "\\n";'),
      ),
    );
    expect(broken(silent.result)).toEqual(["webhooks.retry_logic"]);
    expect((await test(php(null))).result).toMatchObject({ code: "contract_failed" });
    expect((await test(php("<?php exit(3);"))).result).toMatchObject({ code: "contract_failed" });
  });
});
