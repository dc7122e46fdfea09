import type { Page } from "../../../page.ts";
import { demand, known, type World } from "../../../world.ts";
import { readShop } from "../scenario/read-shop.ts";
import type { MagentoPages, SettingsField } from "./magento-pages.ts";
import { memo, pay, product, settings, shipping, signIn, view } from "./selectors.ts";

const person: Readonly<Record<string, string>> = {
  ...{ firstname: "Amélie", lastname: "O'Brien-Müller", "street[0]": "1 rue de la Paix" },
  ...{ city: "Paris", postcode: "75002", telephone: "0102030405" },
};

const quote = (text: string) => JSON.stringify(text);

/** Waits until the page's scripts took a button, and nothing loads. */
async function waitForButton(page: Page, selector: string): Promise<void> {
  await page.waitForFunction(
    `((one) => one && !one.hasAttribute("data-mage-init") && document.readyState === "complete")(document.querySelector(${quote(selector)}))`,
  );
}

/** Some settings follow the release until a box is unticked. */
const ownValue = (page: Page, id: string) =>
  page.evaluate(`((box) => { if (box?.checked) box.click(); })(document.querySelector(${quote(`#${id}_inherit`)}))`);

async function set(page: Page, id: string, value: string): Promise<void> {
  await ownValue(page, id);
  await page.evaluate(
    `((list) => { list.value = ${quote(value)}; list.dispatchEvent(new Event("change", { bubbles: true })); })(document.querySelector(${quote(`#${id}`)}))`,
  );
}

/** Id of a field of the section that is open. */
async function findField(page: Page, name: SettingsField): Promise<string> {
  const id = await page.locator(settings.field(name)).first().getAttribute("id");
  return known(id ?? undefined, `The field ${name}`);
}

/** A group of settings may be closed. */
const openGroup = (page: Page, head: string) =>
  page.evaluate(
    `((head) => { if (!head.classList.contains("open")) head.click(); })(document.querySelector(${quote(head)}))`,
  );

/** The form's own scripts come later than its button's, and without them the button does nothing. */
const waitForSettings = async (page: Page) => {
  await waitForButton(page, settings.save);
  await page.waitForFunction(
    `((form) => form?.data("mageForm") && form.data("mageValidation"))(window.jQuery?.(${quote(settings.form)}))`,
  );
};

const goToSection = async ({ admin, site }: World, section: string) => {
  await admin.goto(`${site.url}/admin/admin/system_config/edit/section/${section}`, { waitUntil: "load" });
  await waitForSettings(admin);
};

/** Types into a field whose page looks at it once it is left. */
async function change(page: Page, field: string, value: string): Promise<void> {
  await page.locator(field).first().fill(value);
  await page.locator(field).first().dispatchEvent("change");
}

/** A desk in Arabic shows amounts in digits that its own check of these fields does not know; a person types them again. */
const keepDigits = (page: Page, adjustment: string) =>
  page.evaluate(
    `for (const field of document.querySelectorAll(${quote(memo.amounts)})) if (/[^ -~]/.test(field.value)) field.value = field.matches(${quote(adjustment)}) ? "5.00" : "0";`,
  );

/** Pages of Magento 2.4 itself: the desk, and the storefront with the theme Luma. */
export const realPages: MagentoPages = {
  measured: { front: "/forge-mug.html", desk: "/admin/sales/order", checkout: "/checkout/cart" },
  async logIn({ admin, site }) {
    await admin.goto(`${site.url}/admin`, { waitUntil: "load" });
    await admin.locator(signIn.user).fill("owner");
    await admin.locator(signIn.password).fill(site.password);
    await admin.locator(signIn.submit).click();
    await admin.waitForURL(/\/admin\/(?:admin\/)?dashboard/, { waitUntil: "domcontentloaded" });
  },
  async switchOn(world) {
    const { admin } = world;
    const { method } = await readShop(world);
    await goToSection(world, "payment");
    const head = settings.head(known(method, "The module's payment method"));
    demand((await admin.locator(head).count()) === 1, "Payment Methods shows no group of the module.");
    const group = ((await admin.locator(head).getAttribute("id")) ?? "").replace(/-head$/, "");
    await openGroup(admin, head);
    await set(admin, `${group}_active`, "1");
    return admin.locator(settings.form).innerText();
  },
  async openSettings(world) {
    const { section } = await readShop(world);
    await goToSection(world, known(section, "The module's section"));
    await openGroup(world.admin, settings.anyHead);
    return world.admin.locator(settings.form).innerText();
  },
  async fill(page, name, value) {
    const id = await findField(page, name);
    await ownValue(page, id);
    await page.locator(`#${id}`).fill(value);
  },
  choose: async (page, name, value) => set(page, await findField(page, name), value),
  read: (page, name) => page.locator(settings.field(name)).first().inputValue(),
  async save(page, message) {
    await waitForSettings(page);
    await page.evaluate('document.querySelectorAll(".message").forEach((one) => one.remove())');
    await page.locator(settings.save).click();
    await page.locator(`.message-${message}`).first().waitFor();
    await waitForSettings(page);
  },
  async fillCart({ shopper, site }) {
    await shopper.goto(`${site.url}/forge-mug.html`, { waitUntil: "load" });
    await waitForButton(shopper, product.add);
    await shopper.locator(product.ready).waitFor();
    await shopper.locator(product.add).click();
    await shopper.locator(product.added).first().waitFor();
  },
  async reachPayment(world, email) {
    const { shopper, site } = world;
    const method = known((await readShop(world)).method, "The module's payment method");
    await shopper.goto(`${site.url}/checkout`, { waitUntil: "load" });
    await shopper.locator(shipping.email).first().fill(email);
    for (const [name, value] of Object.entries(person)) await shopper.locator(shipping.field(name)).fill(value);
    await shopper.locator(shipping.rate).first().waitFor({ state: "attached" });
    await waitForRest(shopper);
    await shopper.locator(shipping.rate).first().check();
    await shopper.locator(shipping.next).click();
    await shopper.locator(pay.method(method)).first().waitFor({ state: "attached" });
    await waitForRest(shopper);
    const offered = await shopper.locator(pay.method(method)).count();
    demand(offered === 1, "The checkout does not render the module's method.");
    await shopper.locator(`#${method}`).check();
    await shopper.locator(pay.place).waitFor();
    await waitForRest(shopper);
    return shopper.locator(pay.step).innerText();
  },
  placeOrder: ({ shopper }) => shopper.locator(pay.place).click(),
  async openOrder({ admin, site }, { id }) {
    await admin.goto(`${site.url}/admin/sales/order/view/order_id/${id}`, { waitUntil: "load" });
    return admin.locator(view.payment).innerText();
  },
  async refund({ admin, site }, { id, invoices }, amount) {
    const invoice = known(invoices?.[0], "The order's invoice");
    const address = `${site.url}/admin/sales/order_creditmemo/new/order_id/${id}/invoice_id/${invoice}`;
    await admin.goto(address, { waitUntil: "load" });
    demand((await admin.locator(memo.refund).count()) === 1, "The credit memo offers no refund of money.");
    // A part is money without a piece, an adjustment; the rest is all pieces without the part that went back.
    const adjustment = amount === "5.00" ? memo.more : memo.less;
    if (amount === "5.00") await change(admin, memo.pieces, "0");
    await change(admin, adjustment, "5.00");
    await admin.locator(memo.update).click();
    await admin.waitForFunction(
      `((update, refund) => update?.disabled && refund && !refund.disabled)(document.querySelector(${quote(memo.update)}), document.querySelector(${quote(memo.refund)}))`,
    );
    await keepDigits(admin, adjustment);
    await admin.locator(memo.refund).click();
    await admin.waitForURL(/\/order\/view\//, { waitUntil: "load" });
    await admin.locator(".message-success").first().waitFor();
  },
  async seesProblem(page) {
    await waitForRest(page);
    await page.waitForFunction(`document.readyState === "complete"`);
    const wait = "new Promise((resolve) => setTimeout(resolve, 3000))";
    await page.evaluate(wait);
    return (await page.locator(".message-error").count()) > 0;
  },
};

/** Nothing turns any more, and no question to the shop is under way. */
async function waitForRest(page: Page): Promise<void> {
  await page.waitForFunction(
    'window.jQuery?.active === 0 && ![...document.querySelectorAll(".loading-mask, ._block-content-loading")].some((one) => one.offsetParent !== null)',
  );
}
