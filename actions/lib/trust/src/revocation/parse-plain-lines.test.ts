import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePlainLines } from "./parse-plain-lines.ts";

const word = "/forge why";
const isPlain = (body: string) => parsePlainLines(body).includes(word);

describe("parsePlainLines", () => {
  it("keeps plain lines as they are and drops quotes, code and hidden text", () => {
    const body =
      "one\n> two\nlazy\n\nthree `four` five  \n```\nsix\n```\nseven\n<!-- eight\nnine -->\n\n    ten\neleven\r\n";
    expect(parsePlainLines(body)).toEqual(["one", "three `four` five", "seven", "eleven"]);
  });

  it.each([
    ["after a fence with its own words", "```js\nx\n```\n"],
    ["after triple backticks inside a line", "```x``` is nice\n\n"],
    ["after a longer fence", "````\n```\n````\n"],
    ["after a quotation and an empty line", "> said\n> more\n\n"],
    ["after a list", "- one\n- two\n"],
    ["after code in a list", "1. a\n2. b\n   ```sh\n   x\n   ```\n\n"],
    ["after an indented fence outside of lists", " ```\nlog\n```\n\n"],
    ["after folded details", "<details><summary>Log</summary>\n\n```\nx\n```\n\n</details>\n\n"],
    ["after preformatted HTML", "<pre><code>\nx\n\ny\n</code></pre>\n\n"],
    ["after an HTML comment", "<!-- note -->\n\n"],
    ["after tags that are only named", "use `<details>` and `<!--`\n\n"],
    ["after a placeholder", "replace <name>\n\n"],
    ["after a link", "See [the log](https://x.example/a_b)\n"],
    ["after a link definition", "[1]: https://x.example\n"],
    ["after a lone backtick", "it`s\n"],
    ["after a comparison", "if a < b\n"],
    ["after a heading and a table", "# T\n| a |\n|---|\n| b |\n\n"],
    ["after escaped marks", "\\`a \\<pre>\n"],
    ["after a declaration", "<!DOCTYPE\n\nhtml>\n\n"],
    ["after preformatted HTML in one line", "<pre>a</pre>\n\n"],
    ["after a comment over empty lines", "<!--\n\n-->\n\n"],
    ["after a fence in tabs' width", "- a\n\n\t```\n\tx\n\t```\n\n"],
    ["after a fence that a longer one ends", "```\nx\n`````\n"],
    ["after a fence with blanks behind its end", "```\nx\n```  \n"],
    ["after an indented end of a fence", "```\nx\n   ```\n"],
    ["after a numbered list that begins with 1", "text\n1. a\n"],
    ["after a numbered list behind an empty line", "text\n\n7. a\n"],
    ["after a link definition with a title of its own line", "[1]: https://x.example\n\n'a'\n"],
    ["after nested elements", "<details>\n\n<blockquote>\n\na\n\n</blockquote>\n\n</details>\n\n"],
    ["after an element that hides nothing", "a <b>b\n\n"],
    ["after an autolink", "<https://x.example>\n"],
    ["after a code span of two backticks", "``a ` b``\n"],
    ["after a closing tag of nothing", "a </details> b\n\n"],
    ["after a label in brackets", "[x] done\n"],
    ["after a quotation of folded details", "> <details>\n> x\n> </details>\n\n"],
    ["after a quotation with a link's tag", "> <a href='x' title=\"y\">z</a>\n\n"],
    ["after a quotation with an address", "> see <https://x.example> and <b>this</b>\n\n"],
    ["after a home folder", "see ~/x\n"],
    ["after words struck out in their line", "~~a~~\n"],
    ["after an escaped tilde", "\\~~a\n\n~~\n\n"],
    ["after a key in its own paragraph", "press <kbd>x</kbd>\n\n"],
  ])("takes a line %s", (_, before) => {
    expect(isPlain(before + word)).toBe(true);
  });

  it.each([
    ["fenced code behind a quotation", "> q\n```\n\n", "\n```"],
    ["a fence of tildes that backticks do not end", "~~~\n```\n", "\n~~~"],
    ["a fence that a shorter one does not end", "`````\n````\n", "\n`````"],
    ["a quotation in a list", "- > q\n", ""],
    ["a code span behind an escaped backtick", "\\``a\n", "\n`"],
    ["a code span that a heading seems to cut", "`x\n# h\n`y\n", "\n`"],
    ["a tag's attribute", 'a <b title="\n', '\n">'],
    ["a link's title", '[a](b "\n', '\n")'],
    ["an image's text", "![a\n", "\n](b)"],
    ["a link definition's title", '[a]: b "\n', '\n"'],
    ["a link definition's label", "[a\n", "\n]: b"],
    ["a footnote", "[^1]: a\n", ""],
    ["an HTML block", "<div>\n", "\n</div>"],
    ["details whose end is only in code", "<details>\n\n`</details>`\n\n", "\n\n</details>"],
    ["details whose end is only in a comment", "<details>\n\n<!-- </details> -->\n\n", "\n\n</details>"],
    ["details whose end is only in a quotation", "<details>\n\n> </details>\n\n", "\n\n</details>"],
    ["details whose end is only in fenced code", "<details>\n\n```\n</details>\n```\n\n", ""],
    ["details in upper case that are never closed", "<DETAILS open>\n\n", ""],
    ["preformatted HTML behind empty lines", "<pre>\n\n", "\n\n</pre>"],
    ["a script", "<script>\n\n", "\n\n</script>"],
    ["a processing instruction", "<?\n", "\n?>"],
    ["CDATA", "<![CDATA[\n", "\n]]>"],
    ["struck out HTML", "<del>a\n\n", "\n\nb</del>"],
    ["a style element", "<style>\n\n", "\n\n</style>"],
    ["a text area", "<textarea>\n\n", "\n\n</textarea>"],
    ["a declaration", "<!DOCTYPE\n\n", "\n\n>"],
    ["a dialog", "<dialog>\n\n", "\n\n</dialog>"],
    ["a title", "<title>\n\n", "\n\n</title>"],
    ["the outer of two like elements", "<details>\n\n<details>\n\n</details>\n\n", "\n\n</details>"],
    ["details behind text", "a <details>\n\n", "\n\n</details>"],
    ["details that are closed before they are opened", "</details>\n\n<details>\n\n", "\n\n</details>"],
    ["details that only indented text ends", "<details>\n\n    </details>\n\n", "\n\n</details>"],
    ["a fence that text behind its marks does not end", "```\n``` x\n", "\n```"],
    ["a fence that a far indented one does not end", "```\n    ```\n", "\n```"],
    ["a fence in a list", "- ```\n", "\n  ```"],
    ["a quotation's second line", "> q\n", ""],
    ["a link definition's title on the next line", "[a]: b\n'c\n", "\n'"],
    ["a link's target over lines", "[a](\n", "\n)"],
    ["a link's second label", "[a][b\n", "\n]"],
    ["a code span of two backticks", "``a\n", "\n``"],
    ["an HTML block that a paragraph seems to end", "<div>\ntext\n", "\n</div>"],
    ["a footnote's further paragraph", "[^1]: a\n\n    b\n\n", ""],
    ["a number that may be a list or text", "text\n7. ```\n", "\n```"],
    ["a summary behind an end tag in a quotation", "a <div>\n> </div><summary>\n\n", ""],
    ["a quoted tag whose attribute goes on", '> <details open><a b=">\n\n', '\n">'],
    ["details whose end belongs to a broken tag", "<details><PRE</details >\n\n", ""],
    ["a declaration in an HTML block", "<div>\n<!D\n\n<blockquote>\n\n", ""],
    ["what is struck out over lines", "~~a\n", "\nb~~"],
    ["a list item's code that looks like a fence", "-     ```\n      ```\n\n", ""],
    ["an element that another paragraph cannot close", "<kbd>\n\na</kbd>\n\n", ""],
    ["preformatted HTML whose end is only in a code span", "<pre>x</script>\n\n<b>x `\n</pre>`\n\n", ""],
    ["a quoted style element, which the quotation does not end", "> <style>\n\n", ""],
    ["a quoted comment, which the quotation does not end", "> <!-- a\n\n", ""],
    ["a quoted quotation of raw HTML", "> <blockquote>\n\n", ""],
    ["details behind a quotation's raw end", "> </blockquote><details>\n\n", ""],
    ["quoted strike-through, which is opened again", "> <s>a\n\n", ""],
    ["details in a list's quotation", "- > <details>\n\n", ""],
    ["an attribute that never ends", "<div>\n<a b='\n\n", "\n'>"],
    ["a comment that its list item does not end", "- a\n    <!-- b\n\n", ""],
    ["what browsers take for a comment", "<pre>\n<! </pre>\n\n", ""],
    ["a link definition that only looks like an end", "* \n<pre </style>_\n\n[a]: </pre>\n\n", ""],
  ])("takes none from inside %s", (_, before, after) => {
    expect(isPlain(before + word + after)).toBe(false);
  });

  it("answers only lines of the text, in order, whatever the text", () => {
    const piece = fc.constantFrom(
      ..."` `` ``` ~~~ > < <!-- --> <pre> </pre> <details> </details> [a]: [a]( ![ \\ ( ) [ ] # - 1. | x".split(" "),
      ..."\n,\n\n, ,    ,\t,\r\n,\r,\u0000,\ud800".split(","),
      `\n${word}\n`,
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const lines = pieces
          .join("")
          .split(/\r\n?|\n/u)
          .map((line) => line.trimEnd());
        let at = 0;
        for (const line of parsePlainLines(pieces.join(""))) {
          at = lines.indexOf(line, at) + 1;
          expect(at).toBeGreaterThan(0);
        }
      }),
    );
  });

  it.each(["`a", "<!--", "<pre>", '<a b="', "](", "![", "\\``", "> ", "- ", "[a]: ", "<a ", "\n`", "``` ", "1. "])(
    "reads 64 KB made of %j before the test's time is over",
    (part) => {
      const body = part.repeat(64_000 / part.length);
      expect(parsePlainLines(body).filter((line) => line.startsWith("/"))).toEqual([]);
    },
  );
});
