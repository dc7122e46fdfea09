import type { FormAnswers } from "../../request/render-issue-body.ts";

const branding = {
  "merchant_branding.name": "Acme Instruments",
  "merchant_branding.logo_url": "https://acme.example/logo.svg",
  "merchant_branding.primary_color": "#0a7cff",
};

const shop = (cms: string, name: string, description: string): FormAnswers => ({
  cms,
  name,
  description,
  ...branding,
  features: ["checkout", "refunds", "webhooks"],
  locale: "fr_FR",
  permissions: "network:api.acme.example:443",
  usb: "",
  change: "",
  notes: "",
});

/** A good request for each pack that the demo can show. */
export const requests: Readonly<Record<string, FormAnswers>> = {
  bench: {
    cms: "bench",
    name: "acme-thermo",
    description: "Reads the Acme thermometer board on the test bench",
    ...branding,
    features: [],
    locale: "fr_FR",
    permissions: "memory:128",
    usb: "0403:6001",
    change: "",
    notes: "For the climate chamber.",
  },
  node: {
    cms: "node",
    name: "acme-pay-node",
    description: "Card payments and signed webhooks for Acme's Node services",
    ...branding,
    features: ["checkout", "refunds", "webhooks"],
    locale: "de_DE",
    permissions: "network:api.acme.example:443",
    usb: "",
    change: "",
    notes: "",
  },
  woocommerce: shop("woocommerce", "acme-pay-woo", "Acme card payments for WooCommerce shops"),
  shopify: shop("shopify", "acme-pay-shopify", "Acme card payments as a Shopify payments app"),
  prestashop: shop("prestashop", "acme-pay-presta", "Acme card payments for PrestaShop"),
  php: shop("php", "acme-pay-php", "Card payments and signed webhooks for Acme's PHP services"),
  magento: shop("magento", "acme-pay-magento", "Acme card payments for Magento"),
  python: shop("python", "acme-pay-python", "Card payments and signed webhooks for Acme's Python services"),
};

/** A request with four different problems, all of which the bot must name in one reply. */
export const invalidRequest: FormAnswers = {
  ...(requests["bench"] ?? {}),
  cms: "woocomerce",
  name: "Acme Thermo!",
  "merchant_branding.primary_color": "blue",
  locale: "french",
};
