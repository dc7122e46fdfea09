import type { ForgeRequest } from "@plugsmith/schemas";

/** A field of a forge request as its author writes it; nested ones with a dot. */
export interface RequestField {
  readonly id: string;
  readonly kind: "text" | "list";
  readonly example: string;
  readonly choices?: readonly string[];
}

const platforms = [
  "woocommerce",
  "shopify",
  "prestashop",
  "magento",
  "node",
  "php",
  "python",
  "tool",
  "bench",
] as const satisfies readonly ForgeRequest["cms"][];
const features = ["checkout", "refunds", "webhooks", "subscriptions-ready", "logging", "telemetry"] as const;

/** Every field, in the order of the issue form. A test compares this list with the schema. */
export const requestFields: readonly RequestField[] = [
  { id: "cms", kind: "text", example: "woocommerce", choices: platforms },
  { id: "name", kind: "text", example: "acme-pay" },
  { id: "description", kind: "text", example: "Card payments for the Acme shop" },
  { id: "merchant_branding.name", kind: "text", example: "Acme" },
  { id: "merchant_branding.logo_url", kind: "text", example: "https://acme.example/logo.svg" },
  { id: "merchant_branding.primary_color", kind: "text", example: "#0a7cff" },
  { id: "features", kind: "list", example: "checkout", choices: features },
  { id: "locale", kind: "text", example: "fr_FR" },
  { id: "permissions", kind: "list", example: "network:api.acme.example:443" },
  { id: "usb", kind: "list", example: "0403:6001" },
  { id: "change", kind: "text", example: "minor", choices: ["patch", "minor", "major"] },
  { id: "notes", kind: "text", example: "Please use our sandbox shop." },
];
