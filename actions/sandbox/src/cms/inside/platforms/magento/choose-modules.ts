/**
 * Parts of Magento that only do something with an account elsewhere, or that keep people out who have no second device. Everything
 * else of the release stays on.
 */
const outward = [
  /TwoFactorAuth$/,
  /Adobe/,
  /(?:^Magento_Admin|^Magento_|PageBuilder|Catalog|Customer|Quote|Review|Sales|Wishlist)Analytics$/,
  /^Magento_(?:PaymentServices|SaaS|ServicesId|ServicesConnector|ServiceProxy)/,
  /^Magento_(?:QueryXml|.*DataExporter)/,
  /NewRelic|ApplicationPerformanceMonitor/,
  /^PayPal_|^Magento_Paypal/,
  /^Magento_(?:AwsS3|Marketplace|ReleaseNotification)/,
];

/** Modules of a release, by the texts of their module.xml, that the sandbox leaves off. */
export const chooseModulesOff = (names: readonly string[]): string[] =>
  names.filter((name) => outward.some((pattern) => pattern.test(name))).sort();
