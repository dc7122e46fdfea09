import type { Page } from "../../../page.ts";
import { demand } from "../../../world.ts";
import type { MagentoPages, SettingsField } from "./magento-pages.ts";

const field = (name: SettingsField) => `[id$="_${name}"]`;
const active = '[id^="payment_"][id$="_active"]';

const set = (page: Page, selector: string, value: string) =>
  page.evaluate(`document.querySelector(${JSON.stringify(selector)}).value = ${JSON.stringify(value)}`);

/** Pages of the contract kernel. */
export const kernelPages: MagentoPages = {
  measured: { front: "/", desk: "/admin/sales/order", checkout: "/checkout" },
  async logIn({ admin, site }) {
    await admin.goto(`${site.url}/admin`, { waitUntil: "domcontentloaded" });
    await admin.locator("#username").fill("admin");
    await admin.locator("#password").fill(site.password);
    await admin.locator("#sign-in").click();
    await admin.waitForURL(/\/admin\/sales\/order/, { waitUntil: "domcontentloaded" });
  },
  async switchOn({ admin, site }) {
    await admin.goto(`${site.url}/admin/system_config/edit/section/payment`, { waitUntil: "domcontentloaded" });
    const words = await admin.locator("#config-edit-form").innerText();
    demand((await admin.locator(active).count()) === 1, "Payment Methods shows no group of the module.");
    await set(admin, active, "1");
    return words;
  },
  async openSettings({ admin }) {
    await admin.locator(".sections a:not([aria-current])").first().click();
    await admin.locator(field("api_base")).waitFor();
    return admin.locator("#config-edit-form").innerText();
  },
  fill: (page, name, value) => page.locator(field(name)).fill(value),
  choose: async (page, name, value) => void (await set(page, field(name), value)),
  read: (page, name) => page.locator(field(name)).inputValue(),
  async save(page, message) {
    await page.locator("#save").click();
    await page.locator(`.message.${message}`).waitFor();
  },
  async fillCart({ shopper, site }) {
    await shopper.goto(`${site.url}/`, { waitUntil: "domcontentloaded" });
    await shopper.locator("#product-addtocart-button").click();
    await shopper.waitForURL(/\/checkout\/cart$/, { waitUntil: "domcontentloaded" });
  },
  async reachPayment({ shopper }, email) {
    await shopper.locator("#proceed").click();
    await shopper.waitForURL(/\/checkout$/, { waitUntil: "domcontentloaded" });
    await shopper.waitForFunction('document.body.dataset.ready === "yes"');
    await shopper.locator("#customer-email").fill(email);
    await shopper.locator("#customer-name").fill("Amélie O'Brien-Müller");
    const offered = await shopper.locator(".payment-method").count();
    demand(offered === 1, "The checkout does not render the module's method.");
    await shopper.locator('.payment-method input[type="radio"]').check();
    return shopper.locator("#checkout-payment").innerText();
  },
  placeOrder: ({ shopper }) => shopper.locator(".payment-method button.checkout").click(),
  async openOrder({ admin, site }, { id }) {
    await admin.goto(`${site.url}/admin/sales/order/view/order_id/${id}`, { waitUntil: "domcontentloaded" });
    return admin.locator("#payment-information").innerText();
  },
  async refund({ admin }, _order, amount) {
    await admin.locator("#creditmemo_amount").fill(amount);
    await admin.locator("#refund").click();
    await admin.locator(".message.success").waitFor();
  },
  seesProblem: async (page) => (await page.locator(".message.error").count()) > 0,
};
