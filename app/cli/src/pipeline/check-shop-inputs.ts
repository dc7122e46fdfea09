/**
 * What the step `sandbox` would refuse about a shop, said before the steps that come first.
 * @param cms platform of the plugin. @throws ForgeError `wrong_usage`, `input_invalid`.
 */
export async function checkShopInputs(inputs: Readonly<Record<string, string>>, cms: string): Promise<void> {
  if (!Object.values(inputs).some(Boolean)) return;
  const { requireShop } = await import("../../../../actions/sandbox/src/cms/require-shop.ts");
  requireShop((input) => inputs[input] ?? "", cms, "person");
}
