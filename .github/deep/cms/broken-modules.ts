/** A mistake in the module of `prestashop-full-fr` that an act of the scenario must find. */
export interface BrokenModule {
  readonly id: string;
  readonly path: string;
  readonly from: string;
  readonly to: string;
  /** Act that fails. */
  readonly act: string;
}

const panel = "acmepay/views/templates/hook/admin_order.tpl";
const returns = "$this->fetch('module:acmepay/views/templates/hook/payment_return.tpl');";

export const brokenModules: readonly BrokenModule[] = [
  { id: "forgets-return", path: "acmepay/acmepay.php", from: `return ${returns}`, to: returns, act: "pay" },
  {
    id: "forgets-escape",
    path: panel,
    from: "{$acmepay_payment|escape:'htmlall':'UTF-8'}",
    to: "{$acmepay_payment}",
    act: "order",
  },
  {
    id: "logs-key",
    path: "acmepay/src/Events.php",
    from: "json_encode($fields)",
    to: "json_encode($fields + ['key' => $this->settings->apiKey()])",
    act: "logs",
  },
  {
    id: "leaves-tables",
    path: "acmepay/src/PaymentStore.php",
    from: "'DROP TABLE IF EXISTS `'",
    to: "'DROP TABLE IF EXISTS `old_'",
    act: "uninstall",
  },
  {
    id: "leaves-settings",
    path: "acmepay/src/Installer.php",
    from: "Configuration::deleteByName($key)",
    to: "$key",
    act: "uninstall",
  },
  {
    id: "swallows-unknown-call",
    path: "acmepay/src/Payments.php",
    from: "$this->module->validateOrder(",
    to: "try { \\Carrier::getCarriers(1); } catch (\\Throwable $gap) { } $this->module->validateOrder(",
    act: "logs",
  },
  {
    id: "believes-everybody",
    path: "acmepay/src/WebhookReceiver.php",
    from: "hash_equals($expected, strtolower($signature))",
    to: "true",
    act: "bad-webhooks",
  },
];
