/**
 * The image for one shop system out of an input: one name for all, or words `woocommerce=<name> prestashop=<name>`; empty when
 * none is meant for it.
 */
export function chooseImage(input: string, cms: string): string {
  const words = input.split(/\s+/).filter(Boolean);
  const own = words.find((word) => word.startsWith(`${cms}=`));
  if (own !== undefined) return own.slice(cms.length + 1);
  // A name has no "=" anywhere, so what has one is for another shop system.
  return words.filter((word) => !word.includes("=")).join(" ");
}
