import { describe, expect, it } from "vitest";
import { fillPath } from "./fill-path.ts";

describe("fillPath", () => {
  it("replaces each mark with the plugin's name or the file's locale", () => {
    expect(fillPath("{{name}}/{{module}}.php", "acme-pay")).toBe("acme-pay/acmepay.php");
    expect(fillPath("src/{{snake}}_plugin/x.py", "acme-pay")).toBe("src/acme_pay_plugin/x.py");
    expect(fillPath("i/{{tag}}/Modules{{Module}}Shop.{{tag}}.xlf", "acme-pay", "fr_FR")).toBe(
      "i/fr-FR/ModulesAcmepayShop.fr-FR.xlf",
    );
    expect(fillPath("i18n/{{locale}}.csv", "acme-pay", "ar_SA")).toBe("i18n/ar_SA.csv");
    expect(fillPath("upgrade-{{version}}.php", "acme-pay", undefined, "1.2.0")).toBe("upgrade-1.2.0.php");
  });
});
