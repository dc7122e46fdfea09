import type { ChannelConfig } from "@plugsmith/schemas";

export interface KitStore {
  readonly title: string;
  /** Where people begin. */
  readonly address: string;
  /** Most characters of the short text that the store shows. */
  readonly shortText: number;
  /** What people do there, in order. */
  readonly steps: readonly string[];
  /** What people do there when the version is revoked. */
  readonly withdraw: string;
}

/** Stores without an interface for uploads, by the name in forge.yml. Limits and steps are those of the stores' own pages. */
export const kitStores: Readonly<Record<NonNullable<ChannelConfig["store"]>, KitStore>> = {
  shopify: {
    title: "Shopify App Store",
    address: "https://partners.shopify.com",
    shortText: 100,
    steps: [
      "Download the zip below and check its digest",
      "Deploy it and open the app's listing in the Partner Dashboard",
      "Paste the texts below into the listing",
      "Submit the version for review",
      "The version is live in the store",
    ],
    withdraw: "Unpublish the app's version in the Partner Dashboard.",
  },
  prestashop: {
    title: "PrestaShop Addons Marketplace",
    address: "https://addons.prestashop.com",
    shortText: 150,
    steps: [
      "Download the zip below and check its digest",
      "Unpack it and pack the module's folder alone (zip -r <module>.zip <module>): a shop and the store refuse what stands beside it",
      "Run that zip through validator.prestashop.com",
      "Open the product in the seller account and upload that zip as a new version",
      "Paste the texts below into the product page",
      "Submit the version for validation",
      "The version is live in the marketplace",
    ],
    withdraw: "Deactivate the version in the seller account.",
  },
  magento: {
    title: "Adobe Commerce Marketplace",
    address: "https://commercedeveloper.adobe.com",
    shortText: 140,
    steps: [
      "Download the zip below and check its digest",
      "Open the extension in the developer portal and add a new version",
      "Upload the zip as the code package of that version",
      "Paste the texts below into the marketing page",
      "Submit for technical and marketing review",
      "The version is live in the marketplace",
    ],
    withdraw: "Remove the version in the developer portal.",
  },
};
