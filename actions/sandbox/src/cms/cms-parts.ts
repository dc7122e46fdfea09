/** The large parts as they lie in the cache; absolute paths. */
export interface CmsParts {
  readonly root: string;
  readonly playground: string;
  readonly playwright: string;
  readonly chromium: string;
  readonly libraries: string;
  readonly fontConfig: string;
  readonly versions: { readonly playground: string };
}

/** Names below the cache's folder. */
export function locateParts(root: string, versions: CmsParts["versions"]): CmsParts {
  return {
    root,
    playground: `${root}/node_modules/@wp-playground/cli/cli.js`,
    playwright: `${root}/node_modules/playwright-core/index.mjs`,
    chromium: `${root}/browser/chromium`,
    libraries: `${root}/browser/al2023/lib`,
    fontConfig: `${root}/browser/fonts.conf`,
    versions,
  };
}

/** Fonts of the npm packages and of this machine, with the same look everywhere. */
export function renderFontConfig(root: string): string {
  const folders = [
    `${root}/browser/fonts`,
    `${root}/node_modules/@expo-google-fonts/noto-sans-arabic`,
    "/usr/share/fonts",
  ];
  const prefer = (family: string) =>
    `<alias><family>${family}</family><prefer><family>Open Sans</family><family>Noto Sans Arabic</family></prefer></alias>`;
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `<dir>${folder}</dir>`).join("\n")}
<cachedir>/tmp/fontconfig</cachedir>
${["sans-serif", "serif", "system-ui"].map(prefer).join("\n")}
</fontconfig>
`;
}
