import type { ForgeRequest } from "@plugsmith/schemas";

/** The body that GitHub makes of the issue form. */
export const form = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([label, value]) => `### ${label}\n\n${value}\n`)
    .join("\n");
/** A complete request, by field. */
export const good = { cms: "bench", name: "acme-scale", description: "Reads the Acme scale.", usb: "0403:6001" };
const scale: ForgeRequest = {
  cms: "bench",
  name: "acme-scale",
  description: "Reads the Acme scale.",
  usb: [{ vendorId: "0403", productId: "6001" }],
};
const yaml = "cms: bench\nname: acme-scale\ndescription: Reads the Acme scale.\nusb: [0403:6001]\n";
const block = (text: string, info: string) => `\`\`\`${info}\n${text}\n\`\`\`\n`;
const empty = "_No response_";

/** Issue bodies that must be accepted, each with the request it means. */
export const friendlyIssues: readonly (readonly [title: string, body: string, value: ForgeRequest])[] = [
  ["the form as GitHub writes it", form(good), scale],
  ["Windows line ends and spaces at the ends", form(good).replaceAll("\n", "  \r\n"), scale],
  [
    "a form with nothing in its optional fields",
    form({ ...good, "merchant_branding.name": empty, locale: empty, permissions: empty, change: "None", notes: empty }),
    scale,
  ],
  ["the fields in another order, after a greeting", `Hello!\n\n${form({ notes: empty, ...good })}`, scale],
  [
    "a French description",
    form({ ...good, description: "Règle les paiements à l’échéance : c’est sûr, non ?" }),
    { ...scale, description: "Règle les paiements à l’échéance : c’est sûr, non ?" },
  ],
  [
    "letters that a Mac writes in two parts",
    form({ ...good, description: "Re\u0300gle les paiements." }),
    { ...scale, description: "Règle les paiements." },
  ],
  [
    "a Japanese brand beside Latin letters",
    form({ ...good, "merchant_branding.name": "株式会社アクメPay" }),
    { ...scale, merchant_branding: { name: "株式会社アクメPay" } },
  ],
  [
    "an Arabic brand",
    form({ ...good, "merchant_branding.name": "متجر أكمي" }),
    { ...scale, merchant_branding: { name: "متجر أكمي" } },
  ],
  [
    "a Russian brand with a Latin word",
    form({ ...good, "merchant_branding.name": "Яндекс Pay" }),
    { ...scale, merchant_branding: { name: "Яндекс Pay" } },
  ],
  [
    "a brand with signs",
    form({ ...good, "merchant_branding.name": "L'Été & Fils™ 24/7" }),
    { ...scale, merchant_branding: { name: "L'Été & Fils™ 24/7" } },
  ],
  [
    "emoji made of several characters",
    form({ ...good, notes: "Thanks ❤️ 👩‍🔬 👍🏽 1️⃣ 🇫🇷" }),
    { ...scale, notes: "Thanks ❤️ 👩‍🔬 👍🏽 1️⃣ 🇫🇷" },
  ],
  [
    "code and headings of its own in the notes",
    form({ ...good, notes: `### Steps\n\n${block("a: 1\nb: <!-- shown -->", "yaml")}` }),
    { ...scale, notes: "### Steps\n\n```yaml\na: 1\nb: <!-- shown -->\n```" },
  ],
  [
    "every field at once",
    form({
      ...good,
      "merchant_branding.name": "Acme",
      "merchant_branding.logo_url": "https://cdn.acme.example:8443/a/logo%20x.svg?v=2&w=1",
      "merchant_branding.primary_color": "#0A7cff",
      features: "- [x] logging\n- [ ] telemetry\n- [X] refunds",
      locale: "fr_FR",
      permissions: "network:api.acme.example:443\n- network-inbound\nfilesystem:rw:data/cache\nmemory:64\nqueue:orders",
      usb: "0403:6001:A1 b/2\n04D8:00df",
      change: "patch",
      notes: "Please use our sandbox shop.",
    }),
    {
      ...scale,
      merchant_branding: {
        name: "Acme",
        logo_url: "https://cdn.acme.example:8443/a/logo%20x.svg?v=2&w=1",
        primary_color: "#0A7cff",
      },
      features: ["logging", "refunds"],
      locale: "fr_FR",
      permissions: [
        "network:api.acme.example:443",
        "network-inbound",
        "filesystem:rw:data/cache",
        "memory:64",
        "queue:orders",
      ],
      usb: [
        { vendorId: "0403", productId: "6001", serial: "A1 b/2" },
        { vendorId: "04d8", productId: "00df" },
      ],
      change: "patch",
      notes: "Please use our sandbox shop.",
    },
  ],
  ["one YAML block between sentences", `Hi,\n\n${block(yaml, "yaml")}\nthank you!`, scale],
  ["a marked block with longer fences", `<!-- forge-request -->\n~~~~yml forge-request\n${yaml}~~~~\n`, scale],
  ["a YAML block beside a log", `${block(yaml, "yaml")}\n${block("error: x", "text")}`, scale],
  ["a JSON block", block(JSON.stringify(scale, null, 2), "json"), scale],
  [
    "JSON with escapes",
    block('{"cms":"tool","name":"acme-tool","description":"Counts \\ud83d\\ude00 orders\\u0021"}', "json"),
    { cms: "tool", name: "acme-tool", description: "Counts 😀 orders!" },
  ],
  [
    "words that only sound like credentials",
    form({ ...good, notes: "The token: see the vault. Password: ask Bob. secret=none api_key: /v1/keys/2" }),
    { ...scale, notes: "The token: see the vault. Password: ask Bob. secret=none api_key: /v1/keys/2" },
  ],
];

/** Request files that must be accepted, each with the request it means. */
export const friendlyFiles: readonly (readonly [title: string, text: string, value: ForgeRequest])[] = [
  ["a file as the documentation shows it", yaml, scale],
  [
    "comments, quotes, a document mark and Windows line ends",
    `---\r\n# our scale\r\n${yaml.replace("acme-scale", '"acme-scale"').replaceAll("\n", "\r\n")}`,
    scale,
  ],
  ["a byte order mark of Windows", `\ufeff${yaml}`, scale],
  [
    "devices as mappings",
    yaml.replace("[0403:6001]", "\n  - vendorId: 0403\n    productId: 00DF\n    serial: 007\n    port: 1-2.3"),
    { ...scale, usb: [{ vendorId: "0403", productId: "00df", serial: "007", port: "1-2.3" }] },
  ],
  [
    "nested branding and folded text",
    `${yaml}merchant_branding:\n  name: Acme\n  logo_url: null\nnotes: >\n  one\n  two\n`,
    { ...scale, merchant_branding: { name: "Acme" }, notes: "one two" },
  ],
  [
    "words that YAML might read as something else",
    yaml.replace("acme-scale", "null-yes-no").replace("Reads the Acme scale.", "2001-12-14 is no date"),
    { ...scale, name: "null-yes-no", description: "2001-12-14 is no date" },
  ],
];
