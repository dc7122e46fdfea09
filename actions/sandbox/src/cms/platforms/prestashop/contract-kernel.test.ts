import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readNativePhp } from "../../read-native-php.ts";

const kernel = join(import.meta.dirname, "../../../../cms/prestashop-kernel");
const needs = ["pdo_sqlite", "mbstring", "dom", "zip"];
const php = existsSync("/usr/bin/php") ? await readNativePhp() : undefined;
const isNewEnough = php !== undefined && Number.parseFloat(php.version) >= 8.1;
const ready = isNewEnough && needs.every((extension) => php.extensions.includes(extension));

const shop = mkdtempSync(join(tmpdir(), "plugsmith-kernel-"));
afterAll(() => rmSync(shop, { recursive: true, force: true }));

const run = (code: string) => execFileSync("/usr/bin/php", ["-r", code], { cwd: shop, encoding: "utf8" });
const boot = 'require "kernel/boot.php"; Context::openShop(); Context::getContext()->cookie->id_cart = 0;';

/** `ok` for each expression that is refused as outside, `pretended` for each other. */
const refused = (expressions: readonly string[]) =>
  run(
    `${boot} ${expressions
      .map(
        (call) =>
          `try { ${call}; echo "pretended ", base64_decode("${Buffer.from(call).toString("base64")}"), "\\n"; } catch (OutsideKernel $gap) { echo "ok\\n"; }`,
      )
      .join(" ")}`,
  )
    .trim()
    .split("\n");

/** Answer of a PHP expression as JSON. */
const ask = (expression: string) => JSON.parse(run(`${boot} echo json_encode(${expression});`)) as unknown;

const template = (name: string, text: string) => writeFileSync(join(shop, "modules/acme", name), text);

describe.skipIf(!ready)("the contract kernel of PrestaShop", () => {
  beforeAll(() => {
    cpSync(kernel, shop, { recursive: true });
    for (const name of ["modules/acme", "var/logs", "var/locks", "var/sessions", "var/database"]) {
      mkdirSync(join(shop, name), { recursive: true });
    }
    writeFileSync(join(shop, "var/key"), "key");
    run('require "kernel/boot.php"; ShopSeed::plant("fr_FR", "a password");');
  });

  it("says of every call that it does not know that it is outside, also of classes that a module swallows", () => {
    const outside = [
      "Tools::displayPrice(1)",
      "new Carrier(1)",
      "new PrestaShop\\PrestaShop\\Adapter\\ServiceLocator()",
      "(new Order())->getInvoicesCollection()",
      "(new Order())->invented",
      "Context::getContext()->cart->total = 1",
      "Validate::isFileName('x')",
      "Context::getContext()->shop->getCategory()",
      "(new HelperForm())->generateForm([['form' => ['input' => [['type' => 'date', 'name' => 'x']], 'surprise' => 1]]])",
      "Hook::exec('x', [], null, false, true, false, null, true)",
    ];
    expect(refused(outside)).toEqual(outside.map(() => "ok"));
    const log = run('echo file_get_contents("var/logs/errors.log");');
    expect(log).toMatch(/class Carrier is outside the contract kernel/);
  });

  it("translates what modules write in MySQL, with its strictness", () => {
    run(`${boot} Db::getInstance()->execute("CREATE TABLE IF NOT EXISTS \`ps_acme\` (\`id\` INT UNSIGNED NOT NULL AUTO_INCREMENT,
      \`word\` VARCHAR(8) NOT NULL DEFAULT '', \`kind\` ENUM('a', 'b') NOT NULL, PRIMARY KEY (\`id\`), UNIQUE KEY \`word\` (\`word\`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4");`);
    run(`${boot} Db::getInstance()->insert("acme", ["word" => pSQL("O'Hara\\\\"), "kind" => "a"]);`);
    expect(ask('Db::getInstance()->executeS("SELECT `id`, `word` FROM `ps_acme`")')).toEqual([
      { id: "1", word: "O'Hara\\" },
    ]);
    const count = `[Db::getInstance()->update("acme", ["kind" => "b"], "id = 1"), Db::getInstance()->Affected_Rows(),
      Db::getInstance()->update("acme", ["kind" => "b"], "id = 1"), Db::getInstance()->Affected_Rows()]`;
    expect(ask(count)).toEqual([true, 1, true, 0]);
    const wrong = ['["word" => "much too long", "kind" => "a"]', '["word" => "x", "kind" => "c"]', '["word" => "x"]'];
    for (const row of wrong) {
      expect(
        run(
          `${boot} try { Db::getInstance()->insert("acme", ${row}); echo "taken"; } catch (PrestaShopDatabaseException $no) { echo "refused"; }`,
        ),
      ).toBe("refused");
    }
  });

  it("refuses statements that SQLite reads in another way, or MySQL does not know", () => {
    const statements = [
      "SELECT 1; SELECT 2",
      "SELECT * FROM sqlite_master",
      "SELECT 'a' || 'b'",
      "INSERT INTO `ps_log` (`severity`) VALUES (1) ON DUPLICATE KEY UPDATE `severity` = 2",
      "SELECT DATE_ADD(NOW(), INTERVAL 1 DAY)",
      "PRAGMA table_info(ps_log)",
      "CREATE TABLE `ps_x` (`a` GEOMETRY)",
    ];
    const calls = statements.map((sql) => `Db::getInstance()->execute(${JSON.stringify(sql)})`);
    expect(refused(calls)).toEqual(calls.map(() => "ok"));
  });

  it("gives one of two requests a named lock, and counts no lock twice", () => {
    const lock = (name: string) =>
      `Db::getInstance()->getValue("SELECT ${name}('x'${name === "GET_LOCK" ? ", 0" : ""})")`;
    const other = `trim(shell_exec("php -r " . escapeshellarg('${boot.replaceAll("'", "")} echo Db::getInstance()->getValue("SELECT GET_LOCK(\\"x\\", 0)");')))`;
    expect(ask(`[${lock("GET_LOCK")}, ${other}, ${lock("RELEASE_LOCK")}, ${other}]`)).toEqual(["1", "0", "1", "1"]);
  });

  it("escapes what templates print in the shop, and refuses to print without escaping in the back office", () => {
    template(
      "a.tpl",
      "{if $list}{foreach from=$list item=one}{$one.name|escape:'htmlall':'UTF-8'};{/foreach}{else}none{/if}",
    );
    template("bare.tpl", "{$name}");
    template("odd.tpl", "{php}echo 1;{/php}");
    const render = (front: boolean, name: string) =>
      `(new ShopSmarty(${front}))->assign(['list' => [['name' => '<b>'], ['name' => 'é']], 'name' => '<b>'])->fetch('module:acme/${name}.tpl')`;
    expect(ask(`[${render(true, "a")}, ${render(false, "a")}, ${render(true, "bare")}]`)).toEqual([
      "&lt;b&gt;;é;",
      "&lt;b&gt;;é;",
      "&lt;b&gt;",
    ]);
    expect(refused([render(false, "bare"), render(true, "odd"), render(true, "../../kernel/boot")])).toEqual([
      "ok",
      "ok",
      "ok",
    ]);
  });
});
