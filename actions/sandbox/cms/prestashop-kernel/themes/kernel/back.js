"use strict";
// What PrestaShop's back office does by script: the upload of a module, its menu, and the fields of a refund.
const every = (selector) => [...document.querySelectorAll(selector)];
const show = (modal, open = true) => modal?.classList.toggle("show", open);

const zone = document.querySelector("#importDropzone");
const part = (name) => zone.querySelector(`.module-import-${name}`);

async function upload(file) {
  part("start").hidden = true;
  part("processing").hidden = false;
  const body = new FormData();
  body.set("module_uploaded", file);
  const response = await fetch(zone.action, { method: "POST", body });
  const text = await response.text();
  let answer = { status: false, msg: text.replaceAll(/<[^>]*>/g, " ") };
  try {
    answer = JSON.parse(text);
  } catch {
    // A page of words: PHP failed, and says why.
  }
  part("processing").hidden = true;
  if (!answer.status) {
    part("failure").hidden = false;
    part("failure").querySelector(".module-import-failure-details").textContent = answer.msg;
    return;
  }
  part("success").hidden = false;
  const configure = part("success").querySelector("a");
  configure.hidden = !answer.is_configurable;
  configure.href = `${zone.dataset.configure}&configure=${encodeURIComponent(answer.module_name)}`;
}

if (zone) {
  const input = Object.assign(document.createElement("input"), { type: "file", className: "dz-hidden-input" });
  document.body.append(input);
  input.addEventListener("change", () => upload(input.files[0]));
  document.querySelector("#page-header-desc-configuration-add_module").addEventListener("click", (event) => {
    event.preventDefault();
    show(document.querySelector("#module-modal-import"));
  });
  document.querySelector(".module-import-start-select-manual").addEventListener("click", (event) => {
    event.preventDefault();
    input.click();
  });
  document.querySelector("#module-modal-import-closing-cross").addEventListener("click", () => location.reload());
}

for (const toggle of every(".dropdown-toggle")) {
  toggle.addEventListener("click", () => {
    toggle.nextElementSibling.hidden = !toggle.nextElementSibling.hidden;
  });
}
for (const button of every("[data-confirm_modal]")) {
  button.addEventListener("click", (event) => {
    const modal = document.getElementById(button.dataset.confirm_modal);
    if (!modal) return;
    event.preventDefault();
    show(modal);
  });
}
for (const cancel of every('input[data-dismiss="modal"]')) cancel.addEventListener("click", () => show(cancel.closest(".modal"), false));
for (const confirm of every(".module_action_modal_uninstall")) {
  confirm.addEventListener("click", async (event) => {
    event.preventDefault();
    const deletion = String(confirm.closest(".modal").querySelector('[name="force_deletion"]').checked);
    show(confirm.closest(".modal"), false);
    const answer = await fetch(confirm.href, { method: "POST", body: new URLSearchParams({ deletion }) });
    const name = confirm.dataset.techName;
    const told = answer.ok ? (await answer.json())[name] : { status: false, msg: `${answer.status}` };
    const notice = document.querySelector("#ajax_confirmation");
    notice.className = `alert alert-${told.status ? "success" : "danger"}`;
    notice.textContent = told.msg;
    if (told.status) document.querySelector(`.module-item[data-tech-name="${name}"]`).remove();
  });
}
document.querySelector(".partial-refund-display")?.addEventListener("click", () => {
  for (const field of every(".cancel-product-element")) field.hidden = false;
});
for (const quantity of every('input[name^="cancel_product[quantity_"]')) {
  quantity.addEventListener("change", () => {
    const amount = document.getElementById(quantity.id.replace("quantity", "amount"));
    amount.value = (Number(quantity.value) * Number(quantity.dataset.productPriceTaxIncl)).toFixed(2);
  });
}
