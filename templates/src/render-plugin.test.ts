import type { ForgeRequest } from "@plugsmith/schemas";
import { describe, expect, it } from "vitest";
import { fakePack } from "./fake-pack.ts";
import type { Pack } from "./pack.ts";
import { renderPlugin } from "./render-plugin.ts";

const request: ForgeRequest = { cms: "node", name: "acme-pay", description: 'Takes "payments" for Acme.' };
const render = (pack: Pack, changes: Partial<ForgeRequest> = {}) =>
  renderPlugin({
    pack,
    request: { ...request, ...changes },
    version: "1.2.3",
    requestNumber: 7,
    requester: { id: 11, login: "rita" },
    author: "Rita",
  });
const one = (template: string, language: "javascript" | "markdown" = "javascript") =>
  fakePack({ "a.js.eta": template }, [{ template: "a.js.eta", path: "a.js", language }]);
const contentOf = (pack: Pack, changes?: Partial<ForgeRequest>) => render(pack, changes).get("a.js")?.content;
const refused = (code: string, words = "") =>
  expect.objectContaining({ code, message: expect.stringContaining(words) });

describe("renderPlugin", () => {
  it("renders templates, copies other files, and adds manifest and pin", () => {
    const files = [
      { template: "a.js.eta", path: "src/{{name}}.js", language: "javascript" as const },
      { template: "raw.js", path: "raw.js", language: "javascript" as const },
      { template: "run.sh", path: "bin/run.sh", language: "shell" as const },
    ];
    const tree = render(
      fakePack({ "a.js.eta": "x(<%= it.js(it.description) %>);\n", "raw.js": "<%= 1 %>\n", "run.sh": "" }, files),
    );
    expect([...tree.keys()]).toEqual(["bin/run.sh", "forge.json", "plugin.json", "raw.js", "src/acme-pay.js"]);
    expect(tree.get("src/acme-pay.js")?.content).toBe('x("Takes \\"payments\\" for Acme.");\n');
    expect(tree.get("raw.js")?.content).toBe("<%= 1 %>\n");
    expect(tree.get("bin/run.sh")?.executable).toBe(true);
    expect(JSON.parse(String(tree.get("forge.json")?.content))).toEqual({
      schemaVersion: 1,
      request,
      requestNumber: 7,
      requester: { id: 11, login: "rita" },
      pack: { name: "fake", version: "1.0.0", digest: `sha256:${"0".repeat(64)}` },
      engine: "template",
    });
  });

  it("leaves no empty line where a line held only a control tag", () => {
    expect(contentOf(one("a\n  <% if (true) { %>\nb\n<% } %>\nc <%= 1 %>\n"))).toBe("a\nb\nc 1\n");
  });

  it("refuses a template that prints free text without an escaper, naming the file", () => {
    expect(() => contentOf(one("<%= it.description %>"))).toThrow(refused("pack_invalid", "fake/files/a.js.eta"));
    expect(() => contentOf(one('<%= it.t("hello") %>'))).toThrow(refused("pack_invalid", "escaper"));
  });

  it("offers a file only the escapers of its language", () => {
    expect(() => contentOf(one("<%= it.php(it.description) %>"))).toThrow(refused("pack_invalid"));
    expect(contentOf(one("<%= it.md(it.description) %>", "markdown"))).toContain("payments");
  });

  it("fills words with the brand and other values, once", () => {
    const pack = one('<%= it.js(it.t("hello", { extra: it.description })) %>');
    expect(contentOf(pack, { merchant_branding: { name: "{extra}" }, description: "{brand} $& 1234567" })).toBe(
      JSON.stringify('Hello {extra}, it\'s "{brand} $& 1234567"'),
    );
    expect(() => contentOf(one('<%= it.js(it.t("gone")) %>'))).toThrow(refused("pack_invalid", "gone"));
  });

  it("renders a path with {{locale}} once per locale of the pack", () => {
    const files = [{ template: "l.eta", path: "l/{{locale}}.js", language: "javascript" as const }];
    const tree = render(fakePack({ "l.eta": '<%= it.js(it.t("hello")) %>;<%= it.direction %>' }, files));
    expect(tree.get("l/ar.js")?.content).toBe('"مرحبا Acme Pay";rtl');
    expect(tree.get("l/en_US.js")?.content).toContain("ltr");
  });

  it("writes a file with `when` only if it was asked for", () => {
    const files = ["refunds", "branding", "usb"].map((when) => ({
      template: "x",
      path: `${when}.txt`,
      language: "text" as const,
      when,
    }));
    const names = (changes: Partial<ForgeRequest>) =>
      [...render(fakePack({ x: "" }, files), changes).keys()].filter((path) => path.endsWith(".txt"));
    expect(names({ features: ["checkout"] })).toEqual([]);
    expect(names({})).toEqual(["refunds.txt"]);
    expect(
      names({
        features: ["refunds"],
        merchant_branding: { name: "A" },
        usb: [{ vendorId: "0403", productId: "6001" }],
      }),
    ).toEqual(["branding.txt", "refunds.txt", "usb.txt"]);
  });

  it("puts into the manifest only methods and events of the chosen features", () => {
    const manifest = (changes: Partial<ForgeRequest>) =>
      JSON.parse(String(render(fakePack({}, []), changes).get("plugin.json")?.content));
    expect(manifest({ features: ["checkout"] })).toMatchObject({ methods: ["pay"], events: { publishes: ["a.b"] } });
    expect(manifest({})).toMatchObject({ methods: ["pay", "refund"], events: { publishes: ["a.b"] } });
  });

  it.each(["../x", "/etc/passwd", "a//b", ".git/config/../x", "plugin.json", "forge.json", "a b"])(
    "refuses a pack that writes %j",
    (path) => {
      expect(() => render(fakePack({ x: "" }, [{ template: "x", path, language: "text" }]))).toThrow(
        refused("pack_invalid"),
      );
    },
  );

  it("refuses another platform and an unknown feature, saying what exists", () => {
    const pack = fakePack({}, []);
    expect(() => render(pack, { cms: "magento" })).toThrow(refused("pack_unknown", "node"));
    expect(() => render(pack, { features: ["telemetry"] })).toThrow(
      refused("feature_unsupported", "checkout, refunds"),
    );
  });

  it("refuses permissions that no manifest can hold", () => {
    expect(() => render(fakePack({}, []), { permissions: ["network:x:99999"] })).toThrow(
      refused("request_invalid", "permissions.0"),
    );
  });
});
