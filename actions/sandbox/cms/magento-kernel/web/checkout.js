/* Doubles of the modules that a payment's JavaScript asks Magento's checkout for; RequireJS and Knockout are the real ones. */
(function () {
  "use strict";
  const tell = (text) => void fetch("/forge/problem", { method: "POST", body: String(text), keepalive: true });
  window.addEventListener("error", (event) => tell(event.message));
  window.addEventListener("unhandledrejection", (event) => tell(event.reason));
  /** An object whose unknown names are errors. */
  const strict = (what, known) =>
    new Proxy(known, {
      get(target, name) {
        if (name in target || typeof name === "symbol" || name === "then" || name === "__esModule") return target[name];
        tell(`${what}.${name} is outside the contract kernel of Magento`);
        throw new Error(`${what}.${name} is outside the contract kernel of Magento`);
      },
      set(target, name, value) {
        target[name] = value;
        return true;
      },
    });
  const translate = (text) => (Object.hasOwn(window.forgeWords, text) ? window.forgeWords[text] : text);
  const show = (id, text) => {
    const element = document.getElementById(id);
    element.hidden = text === "";
    if (text !== "" && id !== "no-payment") element.textContent = text;
  };

  require.config({ baseUrl: "/static", paths: { ko: "kernel/knockout", knockout: "kernel/knockout" }, waitSeconds: 20 });
  require.onError = (error) => tell(`${error.requireType}: ${error.requireModules}: ${error.message}`);

  define("mage/translate", [], () => translate);
  define("jquery", ["mage/translate"], () => strict("jquery", { mage: strict("jquery.mage", { __: translate }) }));
  define("Magento_Checkout/js/model/payment/renderer-list", ["ko"], (ko) => ko.observableArray([]));
  define("Magento_Checkout/js/model/full-screen-loader", [], () =>
    strict("full-screen-loader", { startLoader() {}, stopLoader() {} }),
  );
  define("Magento_Checkout/js/model/quote", ["ko"], (ko) => strict("quote", { paymentMethod: ko.observable(null) }));

  /** Classes as Magento's uiClass makes them: defaults are merged, `_super` is not there. */
  define("uiComponent", [], () => {
    const extend = (Base, members) => {
      class Component extends Base {}
      const { defaults = {}, ...methods } = members;
      Component.defaults = { ...(Base.defaults ?? {}), ...defaults };
      Object.assign(Component.prototype, methods);
      Component.extend = (more) => extend(Component, more);
      return Component;
    };
    class Root {
      constructor(options) {
        Object.assign(this, new.target.defaults ?? {}, options);
        this.initialize();
      }
      initialize() {
        return this;
      }
      getTemplate() {
        return this.template;
      }
    }
    Root.extend = (members) => extend(Root, members);
    return Root;
  });

  define("Magento_Checkout/js/view/payment/default", ["ko", "uiComponent", "Magento_Checkout/js/model/quote"], (ko, Component, quote) =>
    Component.extend({
      redirectAfterPlaceOrder: true,
      defaults: { template: "" },
      initialize() {
        this.isChecked = ko.computed(() => quote.paymentMethod()?.method ?? null);
        this.isPlaceOrderActionAllowed = ko.observable(true);
        this.regions = {};
        return this;
      },
      getCode() {
        return this.item.method;
      },
      getTitle() {
        return this.item.title;
      },
      getData() {
        return { method: this.item.method, po_number: null, additional_data: null };
      },
      selectPaymentMethod() {
        quote.paymentMethod(this.getData());
        return true;
      },
      isRadioButtonVisible() {
        return true;
      },
      getRegion(name) {
        return (this.regions[name] ??= ko.observableArray([]));
      },
      getBillingAddressFormName() {
        return `billing-address-form-${this.item.method}`;
      },
      validate() {
        return true;
      },
      afterPlaceOrder() {},
      placeOrder(_data, event) {
        event?.preventDefault();
        if (!this.validate() || this.isPlaceOrderActionAllowed() !== true) return false;
        this.isPlaceOrderActionAllowed(false);
        show("checkout-error", "");
        const value = (id) => document.getElementById(id).value;
        const body = { email: value("customer-email"), name: value("customer-name"), paymentMethod: this.getData() };
        fetch("/rest/V1/guest-carts/payment-information", { method: "POST", body: JSON.stringify(body) }).then(async (answer) => {
          if (answer.ok) {
            this.afterPlaceOrder();
            if (this.redirectAfterPlaceOrder) window.location.replace("/checkout/onepage/success");
            return;
          }
          this.isPlaceOrderActionAllowed(true);
          const told = await answer.json().catch(() => ({ message: `HTTP ${answer.status}` }));
          show("checkout-error", told.message);
        });
        return true;
      },
    }),
  );

  const fetchText = async (path) => {
    const answer = await fetch(`/static/${path}`);
    if (!answer.ok) throw new Error(`${path} is answered ${answer.status}`);
    return answer.text();
  };

  /** Renders every method that a component registered, as the checkout's payment list does. */
  async function renderMethods(ko, list, components) {
    ko.bindingHandlers.i18n = {
      update(element, value) {
        element.textContent = translate(ko.unwrap(value()));
      },
    };
    ko.bindingHandlers.forgeRenderer = {
      init(element, value, _all, _model, context) {
        const { component, html } = value();
        element.innerHTML = html;
        const inner = context.createChildContext(component, undefined, (child) => {
          child.$t = translate;
          child.$parent = { getRegion: () => ko.observableArray([]) };
        });
        ko.applyBindingsToDescendants(inner, element);
        return { controlsDescendantBindings: true };
      },
    };
    for (const Registered of components) new Registered({});
    const renderers = [];
    for (const item of window.checkoutConfig.paymentMethods) {
      const found = list().find(({ type }) => type === item.method);
      if (!found) continue;
      const View = await new Promise((resolve) => {
        require([found.component], resolve);
      });
      const component = new View({ item });
      const [module, ...rest] = component.getTemplate().split("/");
      renderers.push({ component, html: await fetchText(`${module}/template/${rest.join("/")}.html`) });
    }
    ko.applyBindings({ renderers }, document.getElementById("checkout-payment"));
    show("no-payment", renderers.length === 0 ? "none" : "");
    document.body.dataset.ready = "yes";
  }

  document.addEventListener("DOMContentLoaded", () => {
    const needed = ["ko", "Magento_Checkout/js/model/payment/renderer-list", ...window.forgeComponents];
    // RequireJS does not take an async function for a function.
    require(needed, (ko, list, ...components) => {
      renderMethods(ko, list, components).catch((error) => {
        tell(error);
        throw error;
      });
    });
  });
})();
