import { analyseFiles } from "@plugsmith/analysis/rules";
import { describe, expect, it } from "vitest";
import { hostilePlugins } from "../deep/cms/hostile-plugins.ts";

const targets = {
  canaryFile: "/srv/machine/canary",
  folder: "/srv/machine",
  port: 8080,
  address: "192.0.2.7",
  pid: 4711,
};
const declared = { hosts: ["api.pay.example"], network: true, files: false, usb: false };

describe("the hostile plugins that the CMS check plays", () => {
  it.each(hostilePlugins.map((plugin) => ({ ...plugin })))("$id is found by reading it", ({ php }) => {
    const bytes = Buffer.from(`<?php\n${php(targets)}`);
    const { findings } = analyseFiles([{ path: "plugin.php", bytes }], declared);
    expect(findings.map(({ severity }) => severity)).toEqual(
      expect.arrayContaining([expect.stringMatching("error|warning")]),
    );
  });
});
