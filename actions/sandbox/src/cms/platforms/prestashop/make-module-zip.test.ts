import { unzipSync } from "fflate";
import { expect, it } from "vitest";
import { makeModuleZip } from "./make-module-zip.ts";

const file = (path: string) => ({ path, content: Buffer.from(path) });
const plugin = ["README.md", "tests/run.php", "salonpay/views/a.tpl", "salonpay/salonpay.php", "salonpay/index.php"];

it("holds the module's folder alone, so that a shop takes it", () => {
  const { module, zip } = makeModuleZip(plugin.map(file));
  expect(module).toBe("salonpay");
  expect(Object.keys(unzipSync(zip))).toEqual(["salonpay/index.php", "salonpay/salonpay.php", "salonpay/views/a.tpl"]);
});

it("has the same bytes whatever order the files came in", () => {
  const [one, two] = [plugin, plugin.toReversed()].map((paths) => makeModuleZip(paths.map(file)).zip);
  expect(one).toEqual(two);
});

it.each([[["README.md", "a/b.php"]], [["one/one.php", "two/two.php"]]])("refuses %j", (paths) => {
  expect(() => makeModuleZip(paths.map(file))).toThrow(/exactly one/);
});
