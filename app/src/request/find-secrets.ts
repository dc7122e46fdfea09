export interface FoundSecret {
  /** What it looks like, for example `a GitHub token`. Never a part of it. */
  readonly what: string;
  /** Line where it begins, from 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

interface SecretKind {
  readonly what: string;
  readonly pattern: RegExp;
}

/**
 * Token shapes as their issuers publish them (prefix and alphabet), after GitHub's list of supported secret-scanning
 * patterns and the rules of gitleaks 8 (config/gitleaks.toml). Lengths are lower bounds: a cut or a future token counts too.
 */
const kinds: readonly SecretKind[] = [
  { what: "a GitHub token", pattern: /\bgh[opsur]_[A-Za-z0-9]{20,255}/gu },
  { what: "a GitHub token", pattern: /\bgithub_pat_[A-Za-z0-9_]{20,255}/gu },
  { what: "a GitLab token", pattern: /\bgl(?:pat|ptt|cbt|rt|dt)-[A-Za-z0-9_-]{20,255}/gu },
  { what: "an AWS access key", pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/gu },
  { what: "a Stripe key", pattern: /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,250}/gu },
  { what: "a webhook secret", pattern: /\bwhsec_[A-Za-z0-9+/=]{20,250}/gu },
  { what: "a Slack token", pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}/gu },
  { what: "a Slack token", pattern: /\bxapp-[0-9]-[A-Za-z0-9-]{10,250}/gu },
  {
    what: "a Slack webhook",
    pattern: /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9/_-]{20,250}/gu,
  },
  { what: "a Google API key", pattern: /\bAIza[A-Za-z0-9_-]{35}/gu },
  { what: "a Google client secret", pattern: /\bGOCSPX-[A-Za-z0-9_-]{28}/gu },
  { what: "an npm token", pattern: /\bnpm_[A-Za-z0-9]{36}/gu },
  { what: "a PyPI token", pattern: /\bpypi-AgE[A-Za-z0-9_-]{50,1000}/gu },
  { what: "an API key of a model provider", pattern: /\bsk-(?:ant-|proj-|svcacct-|or-v1-)?[A-Za-z0-9_-]{20,250}/gu },
  { what: "a Shopify token", pattern: /\bshp(?:at|ca|pa|ss|ua)_[A-Fa-f0-9]{32}/gu },
  { what: "a SendGrid key", pattern: /\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{30,60}/gu },
  { what: "a Telegram bot token", pattern: /\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}/gu },
  { what: "an Azure storage key", pattern: /\bAccountKey=[A-Za-z0-9+/=]{40,120}/gu },
  { what: "a HashiCorp Vault token", pattern: /\bhv[sb]\.[A-Za-z0-9_-]{24,250}/gu },
  { what: "a bearer token", pattern: /\bbearer [A-Za-z0-9._~+/-]{20,2000}=*/giu },
  { what: "an age secret key", pattern: /\bAGE-SECRET-KEY-1[A-Z0-9]{50,70}/gu },
  {
    what: "a password in an address",
    pattern: /(?:https?|ftp|ssh|git|postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqp):\/\/[^\s/:@]*:[^\s/@]+@/gu,
  },
];

const keyMark = /-----(?:BEGIN|END) (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/gu;
/** What stands before a credential that is given by name. */
const names =
  /(?:pass(?:word|wd|phrase)|pwd|secret|token|api[_ -]?key|access[_ -]?key|private[_ -]?key|credentials?|authorization)["'`*]{0,3}[ \t]{0,5}(?::|=>?)[ \t]{0,5}(?:bearer |basic )?["'`]{0,3}/giu;
const maxValue = 500;
const namedValue = /^[^\s"'`,;<>(){}$/][^\s"'`,;<>(){}$]{9,}/u;

/** Bits of Shannon entropy a character. Words have 3 or less, random base64 of 20 characters about 4. */
function measureEntropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}

const looksRandom = (value: string) =>
  /[0-9]/u.test(value) && /[A-Za-z]/u.test(value) && !value.includes("://") && measureEntropy(value) >= 3;

function findNamed(text: string): Omit<FoundSecret, "line">[] {
  const found: Omit<FoundSecret, "line">[] = [];
  let end = 0;
  for (const match of text.matchAll(names)) {
    const start = match.index + match[0].length;
    // A name inside the last value: looked at again and again, a text of nothing but names would take long.
    if (start < end) continue;
    const value = namedValue.exec(text.slice(start, start + maxValue))?.[0] ?? "";
    end = start + value.length;
    if (looksRandom(value)) found.push({ what: "a password or token", start, end });
  }
  return found;
}

function findPrivateKeys(text: string): Omit<FoundSecret, "line">[] {
  const marks = [...text.matchAll(keyMark)];
  const [first] = marks;
  if (!first) return [];
  const last = marks.at(-1) ?? first;
  // From the first mark to the last: what lies between two keys is of no use to anybody. A key without its end is cut there.
  const end = last[0].startsWith("-----END") ? last.index + last[0].length : text.length;
  return [{ what: "a private key", start: first.index, end }];
}

/** Three parts with dots between them, of which the first two are JSON in base64url. */
const webToken = /(?<![^.])eyJ[A-Za-z0-9_-]{8,}\.eyJ[^.]*\./u;

function findWebTokens(text: string): Omit<FoundSecret, "line">[] {
  return [...text.matchAll(/[A-Za-z0-9_.-]+/gu)]
    .filter(([run]) => webToken.test(run))
    .map((match) => ({ what: "a JSON web token", start: match.index, end: match.index + match[0].length }));
}

/** Everything in the text that looks like a credential, in order, without overlaps. Time grows in a line with the text. */
export function findSecrets(text: string): readonly FoundSecret[] {
  const known = kinds.flatMap(({ what, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({ what, start: match.index, end: match.index + match[0].length })),
  );
  const found: FoundSecret[] = [];
  for (const one of [...findPrivateKeys(text), ...findWebTokens(text), ...known, ...findNamed(text)].sort(
    (a, b) => a.start - b.start,
  )) {
    const last = found.at(-1);
    if (!last || one.start >= last.end) found.push({ ...one, line: text.slice(0, one.start).split("\n").length });
    else found[found.length - 1] = { ...last, end: Math.max(last.end, one.end) };
  }
  return found;
}

/** Stands where a secret stood. Plain enough to be a value of YAML and JSON. */
export const secretMark = "secret-removed";

/** Does the text hold a credential, or did it before that was taken out? */
export const holdsSecret = (text: string): boolean => text.includes(secretMark) || findSecrets(text).length > 0;

/** The text with `secretMark` in place of whatever looks like a credential. */
export function redactSecrets(text: string): string {
  const found = findSecrets(text);
  const kept = found.map((one, index) => text.slice(found[index - 1]?.end, one.start));
  return [...kept, text.slice(found.at(-1)?.end)].join(secretMark);
}
