import { demand, type World } from "../../../world.ts";

/** The order's page at the desk. */
export async function openOrder({ admin, site }: World, id: number): Promise<void> {
  await admin.goto(`${site.url}/wp-admin/admin.php?page=wc-orders&action=edit&id=${id}`, {
    waitUntil: "domcontentloaded",
  });
}

/** Refunds an amount, as `5.00`, with the order page's own button, and looks at what the provider was asked. */
export async function pressRefund({ admin, provider }: World, amount: string): Promise<void> {
  const minor = Math.round(Number(amount) * 100);
  const before = provider.records.length;
  const known = await admin.locator("tr.refund").count();
  await admin.locator("button.refund-items").click();
  await admin.evaluate('document.querySelector("#refund_amount").removeAttribute("readonly")');
  await admin.locator("#refund_amount").fill(amount);
  await admin.locator("#refund_amount").dispatchEvent("change");
  await admin.locator("button.do-api-refund").click();
  await admin.waitForFunction(`document.querySelectorAll("tr.refund").length > ${known}`);
  const asked = provider.records.slice(before).filter(({ url }) => url === "/v1/refunds");
  const request = asked[0]?.request as { amount?: number } | undefined;
  demand(asked.length === 1 && asked[0]?.status === 200, `The provider saw ${asked.length} refunds.`);
  demand(request?.amount === minor, `The provider was asked to refund ${request?.amount}, not ${minor} minor units.`);
}
