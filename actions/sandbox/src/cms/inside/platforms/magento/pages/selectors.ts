import type { SettingsField } from "./magento-pages.ts";

/** Everything in Magento's pages (2.4, themes backend and Luma) that the scenario touches. */

export const signIn = { user: "#username", password: "#login", submit: ".action-login" };

export const settings = {
  form: "#config-edit-form",
  save: "#save",
  anyHead: ".section-config a[id$='-head']",
  head: (method: string) => `a[id$="_${method}-head"]`,
  field: (name: SettingsField) => `:is(input, select)[id$="_provider_${name}"]`,
};

export const product = {
  add: "#product-addtocart-button",
  ready: "#product-addtocart-button:not([disabled])",
  added: ".message-success",
};

export const shipping = {
  email: "#checkout-step-shipping #customer-email, #customer-email",
  field: (name: string) => `#checkout-step-shipping [name="${name}"]`,
  rate: ".table-checkout-shipping-method input[type=radio]",
  next: "#shipping-method-buttons-container button",
};

export const pay = {
  step: "#checkout-step-payment",
  method: (method: string) => `.payment-method:has(#${method})`,
  place: ".payment-method._active button.checkout",
};

export const view = { payment: ".order-payment-method" };

export const memo = {
  pieces: ".qty-input",
  update: ".update-totals-button",
  more: "#adjustment_positive",
  less: "#adjustment_negative",
  amounts: ".order-subtotal-table input[type=text]",
  refund: "button.submit-button.refund",
};
