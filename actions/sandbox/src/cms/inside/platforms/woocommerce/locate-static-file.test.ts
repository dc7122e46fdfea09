import { expect, it } from "vitest";
import { locateStaticFile } from "./locate-static-file.ts";

it("locates styles, scripts, pictures and fonts of the site", () => {
  for (const path of ["/wp-includes/js/jquery/jquery.min.js", "/wp-content/plugins/pay/assets/logo.svg"]) {
    expect(locateStaticFile("/tmp/site", path)).toBe(`/tmp/site${path}`);
  }
});

it("leaves PHP, pages and everything that could lead elsewhere to the site itself", () => {
  for (const path of ["/wp-admin/load-styles.php", "/", "/wp-content/../../etc/x.css", "/wp-login.php/x", "/a.css"]) {
    expect(locateStaticFile("/tmp/site", path), path).toBeUndefined();
  }
});
