import { describe, expect, it } from "vitest";
import { explainVaultStatus } from "./explain-vault-status.ts";

describe("explainVaultStatus", () => {
  it("says what Vault said on one line, cut, without the secrets of the request", () => {
    const said = ["1 error occurred:\n\t* token hvs.hush is\u001b[31m bad\n\n", 7, "x".repeat(500)];
    const { message, facts } = explainVaultStatus(403, said, ["hvs.hush", ""]);
    expect(message).toMatch(/^Vault denied the request: 1 error occurred: \* token \*\*\* is \[31m bad ; x+\.$/u);
    expect(message.length).toBeLessThan(250);
    expect(facts).toEqual({ reason: "denied", status: 403 });
  });

  it("needs no words of Vault", () => {
    expect(explainVaultStatus(503, [], []).message).toBe("Vault is sealed or under maintenance.");
    expect(explainVaultStatus(299, [null, {}], []).facts).toEqual({ reason: "unknown", status: 299 });
  });
});
