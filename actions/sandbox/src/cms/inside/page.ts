/** The part of Playwright that the scenario uses; the package itself is installed on first use. */
export interface Locator {
  click(): Promise<void>;
  check(): Promise<void>;
  fill(text: string): Promise<void>;
  count(): Promise<number>;
  first(): Locator;
  innerText(): Promise<string>;
  inputValue(): Promise<string>;
  isChecked(): Promise<boolean>;
  getAttribute(name: string): Promise<string | null>;
  setInputFiles(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>;
  dispatchEvent(type: string): Promise<void>;
  waitFor(options?: { state?: "visible" | "attached" | "detached" }): Promise<void>;
}

export interface PageAnswer {
  status(): number;
  text(): Promise<string>;
  json(): Promise<unknown>;
}

export interface Page {
  goto(url: string, options?: { waitUntil?: "domcontentloaded" | "load" }): Promise<PageAnswer | null>;
  reload(options?: { waitUntil?: "domcontentloaded" | "load" }): Promise<unknown>;
  url(): string;
  locator(selector: string): Locator;
  waitForURL(match: RegExp, options?: { waitUntil?: "domcontentloaded" | "load" }): Promise<void>;
  waitForFunction(expression: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  screenshot(options: { fullPage?: boolean }): Promise<Uint8Array>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  on(event: "dialog", listener: (dialog: { accept(): Promise<void> }) => void): void;
  /** HTTP with the page's cookies. */
  readonly request: {
    fetch(
      url: string,
      options?: { method?: string; headers?: Record<string, string>; data?: unknown; maxRedirects?: number },
    ): Promise<PageAnswer>;
  };
}
