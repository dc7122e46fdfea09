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

it("gives a file another time when its content is another, and no other file", () => {
  const times = (text: string) => {
    const found: Record<string, string> = {};
    const changed = { path: "salonpay/salonpay.php", content: Buffer.from(text) };
    const bytes = Buffer.from(makeModuleZip([changed, file("salonpay/index.php")]).zip);
    // Local headers: DOS time and date at 10, length of the name at 26, of what is compressed at 18.
    for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
      const name = bytes.toString("utf8", at + 30, at + 30 + bytes.readUInt16LE(at + 26));
      found[name] = bytes.toString("hex", at + 10, at + 14);
      at += 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28) + bytes.readUInt32LE(at + 18);
    }
    return found;
  };
  const [one, two] = [times("<?php // 1.0.0"), times("<?php // 2.0.0")];
  expect(Object.keys(one)).toEqual(["salonpay/index.php", "salonpay/salonpay.php"]);
  expect(one["salonpay/salonpay.php"]).not.toBe(two["salonpay/salonpay.php"]);
  expect(one["salonpay/index.php"]).toBe(two["salonpay/index.php"]);
});

it.each([[["README.md", "a/b.php"]], [["one/one.php", "two/two.php"]]])("refuses %j", (paths) => {
  expect(() => makeModuleZip(paths.map(file))).toThrow(/exactly one/);
});
