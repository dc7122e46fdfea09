"use strict";
// What PrestaShop's theme does by script: the cart's window, and the form of the chosen payment option.
const every = (selector) => [...document.querySelectorAll(selector)];

for (const form of every("#add-to-cart-or-refresh")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    body.set("ajax", "1");
    const answer = await (await fetch(form.getAttribute("action"), { method: "POST", body })).json();
    for (const count of every(".cart-products-count")) count.textContent = `(${answer.cart.products_count})`;
    const modal = document.createElement("div");
    modal.id = "blockcart-modal";
    modal.textContent = "✓";
    document.body.append(modal);
  });
}

const order = document.querySelector("#payment-confirmation button");
const chosen = () => document.querySelector('input[name="payment-option"]:checked');
const refresh = () => {
  const agreed = every('#conditions-to-approve input[type="checkbox"]').every((box) => box.checked);
  order.disabled = !(chosen() && agreed);
  order.classList.toggle("disabled", order.disabled);
  for (const option of every('input[name="payment-option"]')) {
    const more = document.getElementById(`${option.id}-additional-information`);
    if (more) more.classList.toggle("ps-hidden", !option.checked);
  }
};
if (order) {
  for (const box of every('input[name="payment-option"], #conditions-to-approve input')) box.addEventListener("change", refresh);
  order.addEventListener("click", () => {
    order.disabled = true;
    document.querySelector(`#pay-with-${chosen().id}-form form`).submit();
  });
  refresh();
}
