import { strFromU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import { makePluginZip } from "./make-plugin-zip.ts";

it("puts every file below a folder of the plugin's name, the same bytes each time", () => {
  const files = [
    { path: "pay.php", content: Buffer.from("<?php") },
    { path: "assets/é.svg", content: Buffer.from("<svg/>") },
  ];
  const zip = makePluginZip("pay", files);
  expect(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual([
    ["pay/pay.php", "<?php"],
    ["pay/assets/é.svg", "<svg/>"],
  ]);
  expect(makePluginZip("pay", files)).toEqual(zip);
});
