import markdownIt from "markdown-it";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";

const markdown = markdownIt({ html: true, breaks: true });
/** What folds, quotes, strikes out, shows as code or is taken away with what it holds. */
const hiding = new Set(
  (
    "details summary blockquote q pre code kbd samp tt var xmp listing plaintext script style textarea template svg math " +
    "del s strike title iframe noembed noframes noscript object select option audio video canvas dialog"
  ).split(" "),
);

/** The text that a reader of the rendered comment sees as its author's own words, as markdown-it and an HTML parser find it. */
export function showText(body: string): string {
  const collect = (node: DefaultTreeAdapterTypes.Node): string => {
    if (node.nodeName === "#text") return (node as DefaultTreeAdapterTypes.TextNode).value;
    if (hiding.has(node.nodeName)) return "";
    const { childNodes = [] } = node as Partial<DefaultTreeAdapterTypes.ParentNode>;
    return childNodes.map(collect).join("");
  };
  return collect(parseFragment(markdown.render(body)));
}
