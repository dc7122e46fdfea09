import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkRequest } from "./check-request.ts";
import { findSecrets, redactSecrets, secretMark } from "./find-secrets.ts";

const repeat = (text: string, length: number) => text.repeat(length).slice(0, length);
// Put together here, so that no scanner takes this file for a leak.
/** Each with what it is called, and what stays of it when the secret is taken out: nothing, if not said. */
const samples: Readonly<Record<string, readonly [what: string, sample: string, left?: string]>> = {
  "a classic token of GitHub": ["a GitHub token", `ghp_${repeat("aB3", 36)}`],
  "a fine-grained token of GitHub": ["a GitHub token", `github_pat_${repeat("aB3_", 82)}`],
  "an installation token of GitHub": ["a GitHub token", `ghs_${repeat("Zx9", 36)}`],
  "a token of GitLab": ["a GitLab token", `glpat-${repeat("aB3-", 20)}`],
  "an access key of AWS": ["an AWS access key", `AKIA${repeat("ABC234", 16)}`],
  "a secret key of AWS": [
    "a password or token",
    `aws_secret_access_key = ${repeat("wJalrXUtnFEMI/K7MDENG+bPxRfiCY", 40)}`,
    `aws_secret_access_key = ${secretMark}`,
  ],
  "a live key of Stripe": ["a Stripe key", `sk_live_${repeat("aB3", 24)}`],
  "a webhook secret of Stripe": ["a webhook secret", `whsec_${repeat("aB3", 32)}`],
  "a bot token of Slack": ["a Slack token", `xoxb-${repeat("123456-", 24)}`],
  "a webhook of Slack": [
    "a Slack webhook",
    `https://hooks.slack.com/services/T${repeat("AB12", 8)}/B${repeat("AB12", 8)}/${repeat("xY9", 24)}`,
    `https://${secretMark}`,
  ],
  "a JSON web token": ["a JSON web token", `eyJ${repeat("hbGc", 20)}.eyJ${repeat("zdWI", 30)}.${repeat("aB3_", 43)}`],
  "a key of Google": ["a Google API key", `AIza${repeat("aB3_", 35)}`],
  "a token of npm": ["an npm token", `npm_${repeat("aB3", 36)}`],
  "a key of a model provider": ["an API key of a model provider", `sk-ant-api03-${repeat("aB3_", 80)}`],
  "a token of Shopify": ["a Shopify token", `shpat_${repeat("0a1b", 32)}`],
  "a token of a Slack app": ["a Slack token", `xapp-1-${repeat("A0B1-", 30)}`],
  "a client secret of Google": ["a Google client secret", `GOCSPX-${repeat("aB3_", 28)}`],
  "a token of PyPI": ["a PyPI token", `pypi-AgE${repeat("aB3_", 60)}`],
  "a key of SendGrid": ["a SendGrid key", `SG.${repeat("aB3_", 22)}.${repeat("xY9-", 43)}`],
  "a bot token of Telegram": ["a Telegram bot token", `123456789:AA${repeat("aB3_", 33)}`],
  "a storage key of Azure": ["an Azure storage key", `AccountKey=${repeat("aB3+/", 86)}==`],
  "a token of Vault": ["a HashiCorp Vault token", `hvs.${repeat("aB3_", 90)}`],
  "a secret key of age": ["an age secret key", `AGE-SECRET-KEY-1${repeat("QPZRY9", 58)}`],
  "a password in an address of Redis": [
    "a password in an address",
    "redis://:s3cr3t-pass@cache.acme.example:6379",
    `${secretMark}cache.acme.example:6379`,
  ],
  "a private key of OpenPGP": [
    "a private key",
    `-----BEGIN PGP PRIVATE KEY BLOCK-----\n${repeat("b3BlbnNzaC1rZXktdjE\n", 200)}\n-----END PGP PRIVATE KEY BLOCK-----`,
  ],
  "a private key": [
    "a private key",
    `-----BEGIN OPENSSH PRIVATE KEY-----\n${repeat("b3BlbnNzaC1rZXktdjE\n", 200)}\n-----END OPENSSH PRIVATE KEY-----`,
  ],
  "a private key without its end": [
    "a private key",
    `-----BEGIN RSA PRIVATE KEY-----\n${repeat("b3BlbnNzaC1rZXktdjE\n", 200)}`,
  ],
  "a password after its name": ["a password or token", "password: Tr0ub4dor-and-3", `password: ${secretMark}`],
  "a bearer header": [
    "a bearer token",
    `Authorization: Bearer ${repeat("aB3xQ9", 40)}`,
    `Authorization: ${secretMark}`,
  ],
  "a password in an address": [
    "a password in an address",
    "postgres://shop:s3cr3t@db.acme.example/shop",
    `${secretMark}db.acme.example/shop`,
  ],
  "a private key of PKCS #8": [
    "a private key",
    `-----BEGIN PRIVATE KEY-----\n${repeat("MIIEvQIBADANBg\n", 200)}\n-----END PRIVATE KEY-----`,
  ],
  "an older key of a model provider": ["an API key of a model provider", `sk-${repeat("aB3", 48)}`],
  "a password in an address without encryption": [
    "a password in an address",
    "http://shop:s3cr3t@acme.example/a",
    `${secretMark}acme.example/a`,
  ],
  "a long password in an address": [
    "a password in an address",
    `ssh://shop:${repeat("s3cr3t", 400)}@acme.example`,
    `${secretMark}acme.example`,
  ],
  "a password in an address of MongoDB": [
    "a password in an address",
    "mongodb://shop:s3cr3t@db.acme.example",
    `${secretMark}db.acme.example`,
  ],
  "a password in an address of a MongoDB cluster": [
    "a password in an address",
    "mongodb+srv://shop:s3cr3t@db.acme.example",
    `${secretMark}db.acme.example`,
  ],
};
const textOf = (title: string) => samples[title]?.[1] ?? "";
const bodyWith = (notes: string) =>
  `### cms\n\ntool\n\n### name\n\nacme-tool\n\n### description\n\nCounts the orders.\n\n### notes\n\n${notes}\n`;

describe("findSecrets", () => {
  it.each(Object.entries(samples))(
    "finds %s, knows what it is, and takes out all of it",
    (title, [what, sample, left]) => {
      const cut = title.endsWith("without its end");
      expect(findSecrets(`before ${sample} after`).map((one) => one.what)).toEqual([what]);
      expect(redactSecrets(`before ${sample} after`)).toBe(`before ${left ?? secretMark}${cut ? "" : " after"}`);
      expect(redactSecrets(sample)).toBe(left ?? secretMark);
    },
  );

  it.each([
    "password",
    "PASSWD",
    "passphrase",
    "db_pwd",
    "client-secret",
    "auth_token",
    "apikey",
    "api_key",
    "api-key",
    "API key",
    "accesskey",
    "access_key",
    "access-key",
    "access key",
    "privatekey",
    "private_key",
    "private-key",
    "private key",
    "credential",
    "credentials",
    "Authorization",
  ])("takes out what is given for %s, however it is given", (name) => {
    for (const given of [": ", "=", " = ", " => ", '":"', "`: `", "** : ", "\t=\t", ": basic ", ": Bearer "])
      expect(redactSecrets(`${name}${given}Tr0ub4dor-and-3, thanks`)).toBe(`${name}${given}${secretMark}, thanks`);
  });

  it.each(Object.entries(samples))("a request with %s is refused, and nothing of it is said", (_title, [, sample]) => {
    const { result, reply } = checkRequest(bodyWith(`Use\n${sample}`), "issue");
    expect(result.ok ? [] : result.issues.map((issue) => `${issue.path} ${issue.rule}`)).toEqual(["notes secret"]);
    expect(reply).toMatch(/\*\*Revoke it now\*\*.*edit history/su);
    const words = sample
      .split(/[\s/]+/u)
      .filter((word) => word.length > 11 && !/PRIVATE|BEGIN|hooks|access_key|Authorization/u.test(word));
    for (const word of words) expect(reply).not.toContain(word);
  });

  it("is told wherever it stands, beside all other problems", () => {
    const token = textOf("a classic token of GitHub");
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

  it("takes out several one by one, in the order of the text, and keeps what stands between them", () => {
    const [first, second, third] = [
      "password: Tr0ub4dor-and-3",
      textOf("a token of npm"),
      textOf("a classic token of GitHub"),
    ];
    const text = `a ${first}\nb ${second}\nc ${third}\nd`;
    expect(findSecrets(text).map(({ what, line }) => `${what} in line ${line}`)).toEqual([
      "a password or token in line 1",
      "an npm token in line 2",
      "a GitHub token in line 3",
    ]);
    expect(redactSecrets(text)).toBe(`a password: ${secretMark}\nb ${secretMark}\nc ${secretMark}\nd`);
  });

  it("takes out at most 500 signs behind a name, and no name inside them twice", () => {
    const value = "Tr0ub4dor-and-3/".repeat(40);
    expect(redactSecrets(`password: ${value}`)).toBe(`password: ${secretMark}${value.slice(500)}`);
    expect(redactSecrets("password: my-token=Tr0ub4dor-and-3")).toBe(`password: ${secretMark}`);
    expect(redactSecrets("password: x1 token: Tr0ub4dor-and-3")).toBe(`password: x1 token: ${secretMark}`);
    expect(redactSecrets("secret: Tr0ub4dor-and-3,token: Tr0ub4dor-and-4")).toBe(
      `secret: ${secretMark},token: ${secretMark}`,
    );
  });

  it("takes out all of two that overlap, whichever ends last", () => {
    const token = `ghp_${"A1b2C3d4E5f6G7h8I9j0"}`;
    expect(redactSecrets(`token: ${token}.and-more after`)).toBe(`token: ${secretMark} after`);
    expect(redactSecrets(`a https://${token}:${token}-x@acme.example b`)).toBe(`a ${secretMark}acme.example b`);
    const key = textOf("a private key").replace("\n", `\n${token}\n`);
    expect(redactSecrets(`a ${token} b ${key} c ${token} d`)).toBe(`a ${secretMark} b ${secretMark} c ${secretMark} d`);
    expect(findSecrets(`${key}${token}`).map((one) => one.what)).toEqual(["a private key", "a GitHub token"]);
  });

  it("takes out everything from the first private key to the end of the last", () => {
    const [one, other] = [textOf("a private key"), textOf("a private key of PKCS #8")];
    expect(redactSecrets(`a ${one} b ${other} c`)).toBe(`a ${secretMark} c`);
    expect(redactSecrets(`a ${one} b ${textOf("a private key without its end")} c`)).toBe(`a ${secretMark}`);
  });

  it("takes out a web token wherever it stands among dots", () => {
    const token = textOf("a JSON web token");
    for (const run of [token, `..${token}`, `a.${token}.b`, "eyJabcdefgh.eyJ."])
      expect(redactSecrets(`before ${run}, after`)).toBe(`before ${secretMark}, after`);
  });

  it("counts as random what holds eight different signs, digits and letters among them", () => {
    expect(redactSecrets("password: a1b2c3d4a1b2c3d4")).toBe(`password: ${secretMark}`);
    expect(redactSecrets("password: a1b2c3aaa1b2c3aa")).toBe("password: a1b2c3aaa1b2c3aa");
  });

  it("names kind and line, never a part", () => {
    expect(findSecrets(`a\nb ${textOf("a live key of Stripe")}\nc`)).toMatchObject([
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
      "token: 0123456789012",
      "token: one-of-yours",
      "password: aaaaaaaaaaa1",
      "token: https://vault.acme.example/v1/x9y8",
      "token: short-1x",
      "file eyJhbGciOiJIUzI1.eyJzdWIi",
      "eyJabcdefg.eyJhbGci.x",
      "eyJhbGciOiJIUzI1.other.x",
      "xeyJhbGciOiJIUzI1.eyJzdWIi.x",
      "eyJhbGci OiJIUzI1.eyJzdWIi.x",
    ];
    for (const text of innocent) expect(redactSecrets(text)).toBe(text);
  });

  it("takes out every sample from any text around it", () => {
    fc.assert(
      fc.property(
        fc.lorem(),
        fc.constantFrom(...Object.values(samples).map(([, sample]) => sample)),
        fc.lorem(),
        (before, sample, after) => {
          const text = redactSecrets(`${before}\n${sample}\n${after}`);
          expect(text.startsWith(before)).toBe(true);
          expect(findSecrets(text)).toEqual([]);
        },
      ),
    );
  });
});
