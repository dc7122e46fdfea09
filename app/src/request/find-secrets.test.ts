import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkRequest } from "./check-request.ts";
import { findSecrets, redactSecrets, secretMark } from "./find-secrets.ts";

const repeat = (text: string, length: number) => text.repeat(length).slice(0, length);
// Put together here, so that no scanner takes this file for a leak.
const samples: Readonly<Record<string, string>> = {
  "a classic token of GitHub": `ghp_${repeat("aB3", 36)}`,
  "a fine-grained token of GitHub": `github_pat_${repeat("aB3_", 82)}`,
  "an installation token of GitHub": `ghs_${repeat("Zx9", 36)}`,
  "a token of GitLab": `glpat-${repeat("aB3-", 20)}`,
  "an access key of AWS": `AKIA${repeat("ABC234", 16)}`,
  "a secret key of AWS": `aws_secret_access_key = ${repeat("wJalrXUtnFEMI/K7MDENG+bPxRfiCY", 40)}`,
  "a live key of Stripe": `sk_live_${repeat("aB3", 24)}`,
  "a webhook secret of Stripe": `whsec_${repeat("aB3", 32)}`,
  "a bot token of Slack": `xoxb-${repeat("123456-", 24)}`,
  "a webhook of Slack": `https://hooks.slack.com/services/T${repeat("AB12", 8)}/B${repeat("AB12", 8)}/${repeat("xY9", 24)}`,
  "a JSON web token": `eyJ${repeat("hbGc", 20)}.eyJ${repeat("zdWI", 30)}.${repeat("aB3_", 43)}`,
  "a key of Google": `AIza${repeat("aB3_", 35)}`,
  "a token of npm": `npm_${repeat("aB3", 36)}`,
  "a key of a model provider": `sk-ant-api03-${repeat("aB3_", 80)}`,
  "a token of Shopify": `shpat_${repeat("0a1b", 32)}`,
  "a token of a Slack app": `xapp-1-${repeat("A0B1-", 30)}`,
  "a client secret of Google": `GOCSPX-${repeat("aB3_", 28)}`,
  "a token of PyPI": `pypi-AgE${repeat("aB3_", 60)}`,
  "a key of SendGrid": `SG.${repeat("aB3_", 22)}.${repeat("xY9-", 43)}`,
  "a bot token of Telegram": `123456789:AA${repeat("aB3_", 33)}`,
  "a storage key of Azure": `AccountKey=${repeat("aB3+/", 86)}==`,
  "a token of Vault": `hvs.${repeat("aB3_", 90)}`,
  "a secret key of age": `AGE-SECRET-KEY-1${repeat("QPZRY9", 58)}`,
  "a password in an address of Redis": "redis://:s3cr3t-pass@cache.acme.example:6379",
  "a private key of OpenPGP": `-----BEGIN PGP PRIVATE KEY BLOCK-----\n${repeat("b3BlbnNzaC1rZXktdjE\n", 200)}\n-----END PGP PRIVATE KEY BLOCK-----`,
  "a private key": `-----BEGIN OPENSSH PRIVATE KEY-----\n${repeat("b3BlbnNzaC1rZXktdjE\n", 200)}\n-----END OPENSSH PRIVATE KEY-----`,
  "a private key without its end": `-----BEGIN RSA PRIVATE KEY-----\n${repeat("b3BlbnNzaC1rZXktdjE\n", 200)}`,
  "a password after its name": "password: Tr0ub4dor-and-3",
  "a bearer header": `Authorization: Bearer ${repeat("aB3xQ9", 40)}`,
  "a password in an address": "postgres://shop:s3cr3t@db.acme.example/shop",
};
const bodyWith = (notes: string) =>
  `### cms\n\ntool\n\n### name\n\nacme-tool\n\n### description\n\nCounts the orders.\n\n### notes\n\n${notes}\n`;

describe("findSecrets", () => {
  it.each(Object.entries(samples))("finds %s and takes out all of it", (_title, sample) => {
    expect(findSecrets(`before ${sample} after`).length).toBeGreaterThan(0);
    const core = sample.replace(/^.*(?:= |: |Bearer )/u, "").slice(12, 40);
    expect(redactSecrets(`before ${sample} after`)).not.toContain(core);
    expect(redactSecrets(`before ${sample}`)).toMatch(/^before .*secret-removed/su);
  });

  it.each(Object.entries(samples))("a request with %s is refused, and nothing of it is said", (_title, sample) => {
    const { result, reply } = checkRequest(bodyWith(`Use\n${sample}`), "issue");
    expect(result.ok ? [] : result.issues.map((issue) => `${issue.path} ${issue.rule}`)).toEqual(["notes secret"]);
    expect(reply).toMatch(/\*\*Revoke it now\*\*.*edit history/su);
    const words = sample
      .split(/[\s/]+/u)
      .filter((word) => word.length > 11 && !/PRIVATE|BEGIN|hooks|access_key|Authorization/u.test(word));
    for (const word of words) expect(reply).not.toContain(word);
  });

  it("is told wherever it stands, beside all other problems", () => {
    const token = samples["a classic token of GitHub"] as string;
    const issuesOf = (text: string) => {
      const { result } = checkRequest(text, "issue");
      return result.ok ? [] : result.issues.map((issue) => `${issue.path} ${issue.rule}`);
    };
    expect(issuesOf(`My token is ${token}\n\n${bodyWith("hello")}`)).toEqual([" secret"]);
    expect(issuesOf(bodyWith("hello").replace("acme-tool", token))).toEqual(["name secret"]);
    expect(issuesOf(bodyWith(token).replace("tool\n", "toool\n"))).toEqual(["cms enum", "notes secret"]);
    expect(issuesOf(`### ${token}\n\nx\n\n${bodyWith("hello")}`)).toEqual([" secret", `${secretMark} unknown_field`]);
    const hidden = token.replace("ghp", "\\u0067hp");
    expect(issuesOf(`\`\`\`json\n{"cms":"tool","name":"acme-tool","description":"Use ${hidden}"}\n\`\`\``)).toEqual([
      "description secret",
    ]);
  });

  it("names kind and line, never a part", () => {
    expect(findSecrets(`a\nb ${samples["a live key of Stripe"]}`)).toMatchObject([
      { what: "a Stripe key", line: 2, start: 4 },
    ]);
  });

  it("leaves what only looks long alone", () => {
    const innocent = [
      `sha256:${repeat("0a1b", 64)}`,
      repeat("0a1b", 40),
      "the token: see the vault",
      "api_key: /api/v1/oauth2/token",
      "password: please-ask-bob",
      "secret: ${{ secrets.KEY_2 }}",
      "token=<your token here 123>",
      "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    ];
    for (const text of innocent) expect(redactSecrets(text)).toBe(text);
  });

  it("takes out every sample from any text around it", () => {
    fc.assert(
      fc.property(fc.lorem(), fc.constantFrom(...Object.values(samples)), fc.lorem(), (before, sample, after) => {
        const text = redactSecrets(`${before}\n${sample}\n${after}`);
        expect(text.startsWith(before)).toBe(true);
        expect(findSecrets(text)).toEqual([]);
      }),
    );
  });
});
