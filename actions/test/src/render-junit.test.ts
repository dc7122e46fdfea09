import { expect, it } from "vitest";
import { renderJunit } from "./render-junit.ts";

it("counts each suite, and lets no word of a plugin leave its attribute", () => {
  const text = renderJunit({
    schemaVersion: 1,
    plugin: { name: "acme-pay", version: "1.0.0" },
    runtime: "node",
    judgedBy: "plugin",
    confinement: "os",
    tests: { passed: 1, failed: 0, skipped: 0 },
    checks: [
      { suite: "events", check: "checkout_created", status: "passed" },
      { suite: "webhooks", check: "retry_logic", status: "failed", detail: '"/><evil a="]]>&\u0000\n\ud800' },
      { suite: "webhooks", check: "payload_format", status: "not_applicable", detail: "no webhooks" },
    ],
  });
  expect(text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="acme-pay 1.0.0, judged by plugin">
  <testsuite name="events" tests="1" failures="0" skipped="0">
    <testcase classname="contract.events" name="checkout_created"/>
  </testsuite>
  <testsuite name="webhooks" tests="2" failures="1" skipped="1">
    <testcase classname="contract.webhooks" name="retry_logic"><failure message="&quot;/&gt;&lt;evil a=&quot;]]&gt;&amp;\uFFFD \uFFFD"/></testcase>
    <testcase classname="contract.webhooks" name="payload_format"><skipped message="no webhooks"/></testcase>
  </testsuite>
</testsuites>
`);
});
