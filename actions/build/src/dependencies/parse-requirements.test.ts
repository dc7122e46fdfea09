import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeName, parseRequirements } from "./parse-requirements.ts";

const hash = "0a".repeat(32);
const pin = `--hash=sha256:${hash}`;
const parse = (text: string) => parseRequirements(text, "requirements.txt");
const words = (text: string) => {
  const answer = parse(text);
  return answer.ok ? "it is taken" : answer.issues.map(({ rule, message }) => `${rule} ${message}`).join("\n");
};

describe("parseRequirements", () => {
  it("reads what pip-compile and uv write", () => {
    const answer = parse(
      `# made by pip-compile\nPy_Money[all]==1.2.0 \\\r\n    ${pin} \\\n    --hash=sha256:${"1".repeat(64)}\n    # via acme\n\nacme.lib == 2!3.0rc1 ${pin} # why\n`,
    );
    expect(answer).toEqual({
      ok: true,
      value: [
        { ecosystem: "pypi", name: "py-money", version: "1.2.0", scope: "runtime", hashes: [hash, "1".repeat(64)] },
        { ecosystem: "pypi", name: "acme-lib", version: "2!3.0rc1", scope: "runtime", hashes: [hash] },
      ],
    });
    expect(parse("")).toEqual({ ok: true, value: [] });
  });

  it.each([
    "acme @ https://evil.example/acme.whl",
    "https://evil.example/acme.whl",
    "git+ssh://git@evil.example/acme",
    "./acme.whl",
    "../acme==1.0",
    "-e .",
    "-r other.txt",
    "--index-url https://evil.example/simple",
    "--extra-index-url=https://evil.example",
    "acme>=1.0",
    "acme==1.*",
    "acme",
    'acme==1.0; python_version < "3.13"',
    "acme==1.0, <2",
  ])("refuses %s", (line) => {
    expect(words(`${line} ${pin}`)).toContain("pin");
  });

  it.each([
    "acme==1.0",
    `acme==1.0 --hash=md5:${"a".repeat(32)}`,
    "acme==1.0 --hash=sha256:abc",
    `acme==1.0 ${pin} --global-option=x`,
    `acme==1.0 ${pin} --hash=sha1:${"a".repeat(40)}`,
  ])("refuses %s, because its bytes are not pinned by SHA-256 alone", (line) => {
    expect(words(line)).toContain("hash");
  });

  it("refuses a name in two spellings, too many lines and too much text", () => {
    expect(words(`a-b==1 ${pin}\na_B==1 ${pin}`)).toContain("twice");
    expect(words(Array.from({ length: 501 }, (_, at) => `p${at}==1 ${pin}`).join("\n"))).toContain("at most 500");
    expect(words(" ".repeat(5_000_000))).toContain("larger");
  });

  it("answers any text with pins of 64 hex digits or with issues", () => {
    const part = fc.constantFrom("acme", "==", "1.0", " ", "\n", "\\\n", pin, "#", ";", "@", "https://x/y", "--hash=");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join("")),
        ),
        (text) => {
          const answer = parse(text);
          if (!answer.ok) {
            expect(answer.issues.length).toBeGreaterThan(0);
            return;
          }
          for (const { name, hashes } of answer.value) {
            expect(name).toBe(normalizeName(name));
            expect(hashes.length).toBeGreaterThan(0);
          }
        },
      ),
    );
  });
});
