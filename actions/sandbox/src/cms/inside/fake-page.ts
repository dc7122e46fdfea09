import type { Locator, Page, PageAnswer } from "./page.ts";

export interface FakeElement {
  text?: string;
  value?: string;
  checked?: boolean;
  attributes?: Record<string, string>;
  count?: number;
  /** What a click changes. */
  onClick?: () => void;
}

export interface FakePage extends Page {
  readonly elements: Map<string, FakeElement>;
  /** Addresses that were gone to, and selectors that were clicked. */
  readonly visited: readonly string[];
  readonly clicked: readonly string[];
  address: string;
}

export const fakeAnswer = (status: number, body: unknown = {}): PageAnswer => ({
  status: () => status,
  text: async () => (typeof body === "string" ? body : JSON.stringify(body)),
  json: async () => body,
});

/** A page in memory. Strict: touching an element that is not there is an error, as after Playwright's time-out. */
export function fakePage(elements: Record<string, FakeElement> = {}, address = "http://127.0.0.1:8080/"): FakePage {
  const known = new Map(Object.entries(elements));
  const visited: string[] = [];
  const clicked: string[] = [];
  const need = (selector: string): FakeElement => {
    const element = known.get(selector);
    if (!element) throw new Error(`fake page: nothing matches ${selector}`);
    return element;
  };
  const locator = (selector: string): Locator => ({
    click: async () => {
      const { onClick } = need(selector);
      clicked.push(selector);
      onClick?.();
    },
    check: async () => void (need(selector).checked = true),
    fill: async (text) => void (need(selector).value = text),
    count: async () => (known.has(selector) ? (need(selector).count ?? 1) : 0),
    first: () => locator(selector),
    innerText: async () => need(selector).text ?? "",
    inputValue: async () => need(selector).value ?? "",
    isChecked: async () => need(selector).checked ?? false,
    getAttribute: async (name) => need(selector).attributes?.[name] ?? null,
    setInputFiles: async ({ name, buffer }) => void (need(selector).value = `${name}: ${buffer.toString()}`),
    dispatchEvent: async () => void need(selector),
    waitFor: async () => void need(selector),
  });
  const page: FakePage = {
    elements: known,
    visited,
    clicked,
    address,
    async goto(url) {
      visited.push(url);
      page.address = url;
      return fakeAnswer(200);
    },
    reload: async () => undefined,
    url: () => page.address,
    locator,
    async waitForURL(match) {
      if (!match.test(page.address)) throw new Error(`fake page: still at ${page.address}`);
    },
    waitForFunction: async () => undefined,
    evaluate: async () => undefined,
    screenshot: async () => new Uint8Array([1]),
    setViewportSize: async () => undefined,
    on: () => undefined,
    request: { fetch: async () => fakeAnswer(200) },
  };
  return page;
}
