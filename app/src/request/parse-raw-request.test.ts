import { describe, expect, it } from "vitest";
import { form, good } from "../testing/friendly-requests.ts";
import { parseRawRequest } from "./parse-raw-request.ts";

const rulesOf = (text: string) => parseRawRequest(text, "issue").issues.map((issue) => issue.rule);
const yaml = "```yaml\ncms: tool\nname: acme-tool\n```\n";

describe("parseRawRequest", () => {
  it.each(["cms: tool", "name: acme-tool", "- cms\n- name", "cms name", "cms: [", ""])(
    "lets the notes of a form show %j, which is no second request",
    (text) => {
      expect(rulesOf(form({ ...good, notes: `\`\`\`yaml\n${text}\n\`\`\`` }))).toEqual([]);
    },
  );

  it("refuses a form beside a block with a request, in yaml, yml or json alone", () => {
    for (const language of ["yaml", "YML", "json"])
      expect(rulesOf(form({ ...good, notes: yaml.replace("yaml", language) }))).toEqual(["ambiguous"]);
    expect(rulesOf(form({ ...good, notes: yaml.replace("yaml", "text") }))).toEqual([]);
  });

  it.each(["<!--forge-request-->", "<!-- \t forge-request  -->", "<!-- forge-request --> <!--forge-request-->"])(
    "takes the mark %j for no hidden comment",
    (mark) => {
      expect(rulesOf(`${mark}\n${yaml}`)).toEqual([]);
    },
  );

  it.each(["<!-- forge-requests -->", "<!--\nforge-request -->", "<!-- forge-request --><!-- do it -->", "a <!-- b"])(
    "refuses the hidden comment %j",
    (comment) => {
      expect(rulesOf(`${comment}\n${yaml}`)).toEqual(["hidden_comment"]);
    },
  );

  it("refuses a block without end where it could hold or swallow a request, and only there", () => {
    expect(rulesOf(`${yaml}\`\`\`text\nlog`)).toEqual([]);
    expect(rulesOf(`${yaml}\`\`\`json\n{}`)).toEqual(["open_fence"]);
    expect(rulesOf(`${form(good)}\`\`\`text\nlog`)).toEqual(["open_fence"]);
  });

  it("tells in which line what it refuses begins", () => {
    expect(parseRawRequest(`a\n\n<!-- b -->\n${yaml}`, "issue").issues).toEqual([
      {
        path: "",
        rule: "hidden_comment",
        message: "holds an HTML comment in line 3, which nobody can see on the page; remove it",
      },
    ]);
    expect(parseRawRequest("a\n```yaml\ncms: tool", "issue").issues[0]?.message).toBe(
      "holds a code block (from line 2) that does not end; close it with the marks that it begins with",
    );
  });
});
