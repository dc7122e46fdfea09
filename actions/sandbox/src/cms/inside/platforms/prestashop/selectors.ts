/**
 * Everything in PrestaShop's pages (8 and 9, themes classic and hummingbird) that the scenario touches; the contract kernel serves
 * the names of 8 and classic.
 */

/** A step of the checkout that is open: classic's class, or hummingbird's. */
const current = ":is(.-current, .step--current)";

/** Folder of the back office: the installer's own name is refused by the shop. */
export const deskFolder = "desk";
export const deskEmail = "owner@example.com";

export const login = { email: "#email", password: "#passwd", submit: "#submit_login" };

export const menu = {
  modules: 'a[href*="improve/modules/manage"]',
  orders: 'a[href*="sell/orders"]',
};

export const upload = {
  open: "#page-header-desc-configuration-add_module",
  zone: "#importDropzone",
  input: "input.dz-hidden-input",
  success: ".module-import-success",
  failure: ".module-import-failure",
  configure: ".module-import-success-configure",
};

export const moduleRow = (module: string) => `.module-item[data-tech-name="${module}"]`;
export const moduleActions = (module: string) => ({
  menu: `${moduleRow(module)} .module-actions .dropdown-toggle`,
  uninstall: `${moduleRow(module)} .module_action_menu_uninstall`,
  deleteFiles: `#module-modal-confirm-${module}-uninstall #force_deletion`,
  confirm: `#module-modal-confirm-${module}-uninstall .module_action_modal_uninstall`,
});

export const settings = (module: string) => ({
  form: "#module_form",
  field: (name: string) => `#${module.toUpperCase()}_${name}`,
  submit: `button[name="submit${module}"]`,
  saved: ".alert-success:visible",
  notice: "#module_form .alert-info",
});

export const product = {
  quantity: "#quantity_wanted",
  add: 'button[data-button-action="add-to-cart"]',
  added: "#blockcart-modal",
};

export const guest = {
  field: (name: string) => `#checkout-guest-form #field-${name}`,
  /** Boxes that the law or the shop wants ticked. */
  consents: '#checkout-guest-form input[type="checkbox"][required]',
  next: '#checkout-guest-form button[name="continue"]',
};

export const address = {
  step: `#checkout-addresses-step${current}`,
  field: (name: string) => `#checkout-addresses-step #field-${name}`,
  next: 'button[name="confirm-addresses"]',
};

export const delivery = { step: `#checkout-delivery-step${current}`, next: 'button[name="confirmDeliveryOption"]' };

export const payment = {
  step: "#checkout-payment-step",
  current: `#checkout-payment-step${current}`,
  option: (module: string) => `input[name="payment-option"][data-module-name="${module}"]`,
  label: (module: string) => `.payment-option:has(input[data-module-name="${module}"]) label`,
  terms: '#conditions-to-approve input[type="checkbox"]',
  order: "#payment-confirmation button",
  /** What the shop says when something went wrong. */
  warning: "#notifications .alert-danger, .notifications-container .alert-danger",
};

/** What the module says on the confirmation; hummingbird draws nothing around it. */
export const thanks = (module: string) =>
  `#content-hook_payment_return, .${module}-notice:not(#content-hook_payment_return *)`;

export const order = {
  /** Newest first. */
  link: "#order_grid_table a.grid-view-row-link",
  body: "#order-view-page",
  refund: "button.partial-refund-display",
  quantity: 'input[name^="cancel_product[quantity_"]',
  amount: 'input[name^="cancel_product[amount_"]',
  voucher: "#cancel_product_voucher",
  save: "#cancel_product_save",
  state: "#update_order_status_action_input",
  setState: "#update_order_status_action_form button[type=submit], #update_order_status_action_btn",
  done: ".alert-success:visible",
  problem: ".alert-danger:visible",
};

/** What the module shows on the order page. */
export const panel = (module: string) => `#${module}-panel`;
