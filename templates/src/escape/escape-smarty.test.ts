import { expect, it } from "vitest";
import { escapeSmarty } from "./escape-smarty.ts";

it("escapes markup and the braces that Smarty would run", () => {
  expect(escapeSmarty("{$x} <b> {php}")).toBe("{ldelim}$x{rdelim} &lt;b&gt; {ldelim}php{rdelim}");
});
