/**
 * The name in one lower-case word, as platforms want it that have classes named after their modules (PrestaShop). It ends
 * with `pay`, so that it is neither a word of PHP (`class`) nor a class of the shop (`order`, `cart`, `order-payment`).
 */
export function makeModuleName(name: string): string {
  const word = name.replaceAll("-", "");
  return word.endsWith("pay") ? word : `${word}pay`;
}
