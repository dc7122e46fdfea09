import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { applyWordpress } from "./apply-wordpress.ts";

it("assembles each release of WordPress once, from its two places", () => {
  const root = mkdtempSync(join(tmpdir(), "cms-wordpress-"));
  const put = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  try {
    const builds = "node_modules/@wp-playground/wordpress-builds";
    put("sqlite/load.php", " * Version: 3.0.2");
    put(`${builds}/public/wp-6.4/wp-admin/a.css`, "a {}");
    const code = strToU8("<?php $wp_version = '6.4.5';");
    put(`${builds}/src/wordpress/wp-6.4.zip`, zipSync({ "wp-includes/version.php": code }));
    const made = applyWordpress(root, "6.4");
    expect(made.versions).toEqual({ wordpress: "6.4.5", sqlite: "3.0.2" });
    expect(existsSync(join(made.folder, "wp-admin/a.css"))).toBe(true);
    rmSync(join(root, builds), { recursive: true });
    expect(applyWordpress(root, "6.4")).toEqual(made);
    put("brought/wp-includes/version.php", "<?php\n$wp_version = '6.9';\n");
    const brought = applyWordpress(root, "6.4", join(root, "brought"));
    expect(brought).toMatchObject({ folder: join(root, "brought"), versions: { wordpress: "6.9", sqlite: "3.0.2" } });
    rmSync(join(root, "brought"), { recursive: true });
    expect(readdirSync(root).sort()).toEqual(["node_modules", "sqlite", "wordpress-6.4"]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
